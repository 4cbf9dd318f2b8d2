using System.Diagnostics.CodeAnalysis;

namespace Cabildo.XRoad.Identifiers;

/// <summary>A security server of a member. Its text form has four percent-encoded segments.</summary>
/// <param name="Owner">The member that runs it.</param>
/// <param name="Code">Its code, unique in the member.</param>
public sealed record SecurityServerId(MemberId Owner, string Code)
{
    /// <summary>Its code, unique in the member.</summary>
    public string Code { get; } = IdentifierPart.Checked(Code, nameof(Code));

    /// <summary>Reads <c>instance/class/member/server</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecurityServerId? id)
    {
        id = IdentifierPart.Split(text, 4, 4) is [var instance, var memberClass, var member, var server]
            ? new SecurityServerId(new MemberId(instance, memberClass, member), server)
            : null;
        return id is not null;
    }

    /// <summary>The percent-encoded form.</summary>
    public override string ToString() => IdentifierPart.Join(Owner.Instance, Owner.MemberClass, Owner.MemberCode, Code);
}
