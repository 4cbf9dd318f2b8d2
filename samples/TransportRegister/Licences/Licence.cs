namespace Cabildo.TransportRegister.Licences;

/// <summary>A driving licence as the register answers it. "Expired" follows from <see cref="ExpiryDate"/> and is no status.</summary>
/// <param name="Number">The holder's DNI, digits only.</param>
/// <param name="FamilyNames">Family names.</param>
/// <param name="GivenNames">Given names.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="Address">Address on the licence.</param>
/// <param name="Classes">What it allows, each class with its own dates.</param>
/// <param name="Restrictions">Codes of the country's list: <c>lenses</c>.</param>
/// <param name="IssueDate">First day.</param>
/// <param name="ExpiryDate">Last day on which it is valid.</param>
/// <param name="IssuingAuthority">The town that issued it.</param>
/// <param name="BloodGroup">ABO group and factor.</param>
/// <param name="Donor">Whether the holder is an organ donor.</param>
/// <param name="Status"><c>valid</c>, <c>suspended</c> or <c>withheld</c>.</param>
/// <param name="StatusSince">When the status was set.</param>
/// <param name="StatusReason">Code of the reason; null while valid.</param>
/// <param name="UpdatedAt">Last change of anything.</param>
/// <param name="Version">Counts the changes.</param>
public sealed record Licence(
    string Number,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string Address,
    IReadOnlyList<LicenceClass> Classes,
    IReadOnlyList<string> Restrictions,
    DateOnly IssueDate,
    DateOnly ExpiryDate,
    string IssuingAuthority,
    string BloodGroup,
    bool Donor,
    string Status,
    DateTimeOffset StatusSince,
    string? StatusReason,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>A class with the dates in which it holds.</summary>
/// <param name="Code">Class code: <c>B1</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record LicenceClass(string Code, DateOnly From, DateOnly To);

/// <summary>One line of the feed of changes.</summary>
/// <param name="Sequence">Position in the feed; ask for those after the last one seen.</param>
/// <param name="Number">Which licence.</param>
/// <param name="Status">Its status after the change.</param>
/// <param name="ExpiryDate">Its last day after the change.</param>
/// <param name="At">When.</param>
public sealed record LicenceChange(long Sequence, string Number, string Status, DateOnly ExpiryDate, DateTimeOffset At);

/// <summary>A page of the feed.</summary>
/// <param name="Changes">In order of sequence.</param>
/// <param name="Next">What to ask for next as <c>after</c>.</param>
public sealed record LicenceChanges(IReadOnlyList<LicenceChange> Changes, long Next);

/// <summary>A clerk's change of status.</summary>
/// <param name="Status"><c>valid</c>, <c>suspended</c> or <c>withheld</c>.</param>
/// <param name="Reason">Code of the reason; needed unless the status is <c>valid</c>.</param>
public sealed record StatusChange(string Status, string? Reason);
