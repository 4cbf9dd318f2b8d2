using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Facts;

/// <summary>
/// What is true of an instance because its operators say so: who its members are, with which systems and servers. What the
/// authority itself brings about, such as certificates, is kept in its database.
/// </summary>
public sealed record InstanceFacts
{
    /// <summary>The instance, such as <c>RP</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>Two capital letters: the country in the subjects of certificates.</summary>
    public required string Country { get; init; }

    /// <summary>The classes that members may be in.</summary>
    public required IReadOnlyList<MemberClass> MemberClasses { get; init; }

    /// <summary>The members with their subsystems.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>The security servers, without their certificates.</summary>
    public required IReadOnlyList<SecurityServer> Servers { get; init; }

    /// <summary>The groups that access rights may be given to.</summary>
    public IReadOnlyList<GlobalGroup> GlobalGroups { get; init; } = [];

    /// <summary>Where servers register.</summary>
    public required ManagementService Management { get; init; }

    /// <summary>How old an OCSP response may be.</summary>
    public TimeSpan OcspFreshness { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often servers timestamp what they logged.</summary>
    public TimeSpan TimestampingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The anchors of the instances that this one is federated with.</summary>
    public IReadOnlyList<ConfigurationAnchor> FederatedAnchors { get; init; } = [];

    /// <summary>Reads a file of facts, YAML or JSON; docs/operate/authority.md describes it.</summary>
    /// <exception cref="InvalidDataException">It is missing, malformed or contradicts itself; the message says where and what.</exception>
    public static InstanceFacts Load(string path) => FactsFile.Load(path);

    /// <summary>A member; null if it is none.</summary>
    public Member? Find(MemberId id) => Members.FirstOrDefault(member => member.Id == id);

    /// <summary>A server; null if there is none.</summary>
    public SecurityServer? Find(SecurityServerId id) => Servers.FirstOrDefault(server => server.Id == id);
}
