using System.Text.Json.Serialization;
using Cabildo.Documents.Register;

namespace Cabildo.Documents.Licences;

/// <summary>A licence as its holder is shown it.</summary>
/// <param name="StatusSince">When the register set the state; null when it does not say.</param>
/// <param name="UpdatedAt">When the register last changed the licence.</param>
/// <param name="ReadAt">When the register was asked.</param>
internal sealed record LicenceView(
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string Number,
    IReadOnlyList<RegisterClass> Classes,
    IReadOnlyList<string> Restrictions,
    string IssuingAuthority,
    DateOnly IssueDate,
    DateOnly ExpiryDate,
    LicenceStatus Status,
    DateTimeOffset? StatusSince,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ReadAt);

/// <summary>The states a holder is told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LicenceStatus>))]
internal enum LicenceStatus
{
    [JsonStringEnumMemberName("valid")]
    Valid,

    [JsonStringEnumMemberName("expired")]
    Expired,

    [JsonStringEnumMemberName("suspended")]
    Suspended,

    [JsonStringEnumMemberName("withheld")]
    Withheld,
}
