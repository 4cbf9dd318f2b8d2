using System.Text.Json.Serialization;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Documents.Register;

/// <summary>A licence as the transport register states it.</summary>
internal sealed record RegisterLicence
{
    public required string Number { get; init; }

    public required string FamilyNames { get; init; }

    public required string GivenNames { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required IReadOnlyList<RegisterClass> Classes { get; init; }

    public required IReadOnlyList<string> Restrictions { get; init; }

    public required DateOnly IssueDate { get; init; }

    public required DateOnly ExpiryDate { get; init; }

    public required string IssuingAuthority { get; init; }

    public required RegisterStatus Status { get; init; }

    public DateTimeOffset? StatusSince { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A class of vehicle and its dates.</summary>
internal sealed record RegisterClass(string Code, DateOnly From, DateOnly To);

/// <summary>The states that the register knows; that a licence expired follows from its dates.</summary>
internal enum RegisterStatus
{
    [JsonStringEnumMemberName("valid")]
    Valid,

    [JsonStringEnumMemberName("suspended")]
    Suspended,

    [JsonStringEnumMemberName("withheld")]
    Withheld,
}

/// <summary>One page of the register's change feed.</summary>
/// <param name="Changes">Oldest first.</param>
/// <param name="Next">What to ask for next: the sequence of the last change, or what was asked when there are none.</param>
internal sealed record RegisterChanges(IReadOnlyList<RegisterChange> Changes, long Next);

/// <summary>A licence whose state the register changed.</summary>
internal sealed record RegisterChange(long Sequence, string Number, RegisterStatus Status);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegisterLicence))]
[JsonSerializable(typeof(RegisterChanges))]
internal sealed partial class RegisterJson : JsonSerializerContext;

internal static class RegisterStatuses
{
    /// <summary>The state as status lists and codes carry it.</summary>
    public static TokenStatus ToTokenStatus(this RegisterStatus status) => status switch
    {
        RegisterStatus.Valid => TokenStatus.Valid,
        RegisterStatus.Suspended => TokenStatus.Suspended,
        RegisterStatus.Withheld => TokenStatus.Withheld,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such state."),
    };
}
