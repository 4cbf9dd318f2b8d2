namespace Cabildo.Portal.Licences;

/// <summary>The signed-in person's licence, as the documents service answers it.</summary>
internal sealed record Licence(
    string Number,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    IReadOnlyList<LicenceClass> Classes,
    IReadOnlyList<string> Restrictions,
    DateOnly IssueDate,
    DateOnly ExpiryDate,
    string IssuingAuthority,
    string Status,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ReadAt);

/// <summary>A class and its dates.</summary>
internal sealed record LicenceClass(string Code, DateOnly From, DateOnly To);

/// <summary>A code to show, issued now.</summary>
internal sealed record LicenceCode(string Text, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
