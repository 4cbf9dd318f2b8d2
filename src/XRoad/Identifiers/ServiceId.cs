using System.Diagnostics.CodeAnalysis;

namespace Cabildo.XRoad.Identifiers;

/// <summary>
/// A service of a subsystem. Its text form has five percent-encoded segments; PR-REST calls the subsystem optional, yet
/// X-Road's servers take none without it.
/// </summary>
/// <param name="Subsystem">Who offers it.</param>
/// <param name="Code">Its code, unique in the subsystem.</param>
public sealed record ServiceId(SubsystemId Subsystem, string Code)
{
    /// <summary>Its code, unique in the subsystem.</summary>
    public string Code { get; } = IdentifierPart.Checked(Code, nameof(Code));

    /// <summary>Reads <c>instance/class/member/subsystem/service</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServiceId? id)
    {
        id = IdentifierPart.Split(text, 5, 5) is [var instance, var memberClass, var member, var subsystem, var service]
            ? new ServiceId(new SubsystemId(new MemberId(instance, memberClass, member), subsystem), service)
            : null;
        return id is not null;
    }

    /// <summary>The percent-encoded form.</summary>
    public override string ToString() => IdentifierPart.Join(
        Subsystem.Member.Instance, Subsystem.Member.MemberClass, Subsystem.Member.MemberCode, Subsystem.Code, Code);
}
