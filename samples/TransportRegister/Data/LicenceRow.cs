using System.Text.Json;
using Cabildo.TransportRegister.Licences;

namespace Cabildo.TransportRegister.Data;

/// <summary>A licence as stored.</summary>
internal sealed class LicenceRow
{
    public required string Number { get; init; }

    public required string FamilyNames { get; set; }

    public required string GivenNames { get; set; }

    public required DateOnly BirthDate { get; set; }

    public required string Address { get; set; }

    /// <summary>JSON of the classes.</summary>
    public required string Classes { get; set; }

    /// <summary>Codes, separated by blanks.</summary>
    public required string Restrictions { get; set; }

    public required DateOnly IssueDate { get; set; }

    public required DateOnly ExpiryDate { get; set; }

    public required string IssuingAuthority { get; set; }

    public required string BloodGroup { get; set; }

    public required bool Donor { get; set; }

    public required string Status { get; set; }

    public required DateTimeOffset StatusSince { get; set; }

    public string? StatusReason { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required int Version { get; set; }

    /// <summary>Number of the portrait; 0 for none.</summary>
    public required int Portrait { get; set; }

    public Licence ToLicence() => new(
        Number,
        FamilyNames,
        GivenNames,
        BirthDate,
        Address,
        JsonSerializer.Deserialize(Classes, LicenceJson.Default.ListLicenceClass) ?? [],
        Restrictions.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        IssueDate,
        ExpiryDate,
        IssuingAuthority,
        BloodGroup,
        Donor,
        Status,
        StatusSince,
        StatusReason,
        UpdatedAt,
        Version);
}

/// <summary>A line of the feed of changes, as stored.</summary>
internal sealed class ChangeRow
{
    public long Sequence { get; init; }

    public required string Number { get; init; }

    public required string Status { get; init; }

    public required DateOnly ExpiryDate { get; init; }

    public required DateTimeOffset At { get; init; }
}
