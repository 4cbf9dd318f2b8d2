using System.Diagnostics.CodeAnalysis;

namespace Cabildo.XRoad.Identifiers;

/// <summary>
/// Who asks for a service or offers one: a <see cref="MemberId"/> or a <see cref="SubsystemId"/>. Its text form is that of the
/// header X-Road-Client: three or four percent-encoded segments (PR-REST 4.2, 4.3). Codes are compared exactly.
/// </summary>
public abstract record ClientId
{
    private protected ClientId()
    {
    }

    /// <summary>The member, or the member the subsystem belongs to.</summary>
    public abstract MemberId Member { get; }

    /// <summary>Reads <c>instance/class/member[/subsystem]</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ClientId? id)
    {
        id = IdentifierPart.Split(text, 3, 4) switch
        {
            [var instance, var memberClass, var member] => new MemberId(instance, memberClass, member),
            [var instance, var memberClass, var member, var subsystem] => new SubsystemId(new MemberId(instance, memberClass, member), subsystem),
            _ => null,
        };
        return id is not null;
    }
}

/// <summary>An organisation of an X-Road instance.</summary>
/// <param name="Instance">The instance, such as a country.</param>
/// <param name="MemberClass">The class of members it is in, such as GOV.</param>
/// <param name="MemberCode">Its code, unique in the class.</param>
public sealed record MemberId(string Instance, string MemberClass, string MemberCode) : ClientId
{
    /// <summary>The instance, such as a country.</summary>
    public string Instance { get; } = IdentifierPart.Checked(Instance, nameof(Instance));

    /// <summary>The class of members it is in, such as GOV.</summary>
    public string MemberClass { get; } = IdentifierPart.Checked(MemberClass, nameof(MemberClass));

    /// <summary>Its code, unique in the class.</summary>
    public string MemberCode { get; } = IdentifierPart.Checked(MemberCode, nameof(MemberCode));

    /// <inheritdoc />
    public override MemberId Member => this;

    /// <summary>The percent-encoded form.</summary>
    public override string ToString() => IdentifierPart.Join(Instance, MemberClass, MemberCode);
}

/// <summary>An information system of a member: what holds access rights and offers services.</summary>
/// <param name="Member">The member it belongs to.</param>
/// <param name="Code">Its code, unique in the member.</param>
public sealed record SubsystemId(MemberId Member, string Code) : ClientId
{
    /// <inheritdoc />
    public override MemberId Member { get; } = Member;

    /// <summary>Its code, unique in the member.</summary>
    public string Code { get; } = IdentifierPart.Checked(Code, nameof(Code));

    /// <summary>Reads <c>instance/class/member/subsystem</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SubsystemId? id)
    {
        id = ClientId.TryParse(text, out var client) ? client as SubsystemId : null;
        return id is not null;
    }

    /// <summary>The percent-encoded form.</summary>
    public override string ToString() => IdentifierPart.Join(Member.Instance, Member.MemberClass, Member.MemberCode, Code);
}
