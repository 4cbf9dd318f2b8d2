using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>
/// What all servers know of an instance, its own and those federated with it: authorities, members, servers, groups (PR-GCONF
/// 2.5, shared-parameters.xsd of versions 2 to 6). For look-ups make a <see cref="SharedParametersIndex"/>.
/// </summary>
public sealed record SharedParameters
{
    /// <summary>The instance it is about.</summary>
    public required string InstanceIdentifier { get; init; }

    /// <summary>Where the configuration is published and with which keys; from version 3.</summary>
    public IReadOnlyList<ConfigurationSource> Sources { get; init; } = [];

    /// <summary>The authorities whose certificates count.</summary>
    public IReadOnlyList<ApprovedCa> ApprovedCas { get; init; } = [];

    /// <summary>The authorities whose timestamps count.</summary>
    public IReadOnlyList<ApprovedTsa> ApprovedTsas { get; init; } = [];

    /// <summary>The members with their subsystems.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>The security servers.</summary>
    public IReadOnlyList<SecurityServer> SecurityServers { get; init; } = [];

    /// <summary>The groups that access rights may be given to.</summary>
    public IReadOnlyList<GlobalGroup> GlobalGroups { get; init; } = [];

    /// <summary>The classes that members may be in.</summary>
    public IReadOnlyList<MemberClass> MemberClasses { get; init; } = [];

    /// <summary>How old an OCSP response may be. Whole seconds.</summary>
    public required TimeSpan OcspFreshness { get; init; }

    /// <summary>How many elements and words the reader did not know and passed over: more than 0 where the file is of a newer version.</summary>
    public int UnknownElements { get; init; }

    /// <summary>Reads a file of any version.</summary>
    /// <exception cref="MalformedConfigurationException">It is malformed; the message says in which line.</exception>
    public static SharedParameters Parse(ReadOnlyMemory<byte> xml) => SharedParametersReader.Read(xml);

    /// <summary>Writes a file; what its version has no element for is left out.</summary>
    /// <param name="version">3 to 6.</param>
    /// <exception cref="ArgumentException">Another version, no source, a server with a client that is not among the members, or a SHA-1 hash, which version 3 ended.</exception>
    public byte[] Write(int version) => SharedParametersWriter.Write(this, version);
}

/// <summary>Where a configuration is published, and the keys that sign it: more than one while they are being changed.</summary>
/// <param name="Address">The centre's host.</param>
/// <param name="InternalVerificationCertificates">Of the configuration for the instance's own members.</param>
/// <param name="ExternalVerificationCertificates">Of the configuration for federated instances.</param>
public sealed record ConfigurationSource(
    string Address, IReadOnlyList<EncodedCertificate> InternalVerificationCertificates, IReadOnlyList<EncodedCertificate> ExternalVerificationCertificates);

/// <summary>An organisation.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="MemberClass">Its class, with the class's description.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Subsystems">Its systems.</param>
public sealed record Member(MemberId Id, MemberClass MemberClass, string Name, IReadOnlyList<Subsystem> Subsystems);

/// <summary>A system of a member.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name for people; from version 5.</param>
public sealed record Subsystem(SubsystemId Id, string? Name);

/// <summary>A class of members.</summary>
/// <param name="Code">Such as GOV.</param>
/// <param name="Description">In words.</param>
public sealed record MemberClass(string Code, string Description);

/// <summary>A security server.</summary>
/// <param name="Id">Its owner and code.</param>
/// <param name="Address">The host others reach it at; null if it has none yet.</param>
/// <param name="AuthCertificateHashes">The certificates it may show to others.</param>
/// <param name="Clients">The members and subsystems it speaks for, besides its owner.</param>
/// <param name="Maintenance">Set while it is out of service; from version 5.</param>
public sealed record SecurityServer(
    SecurityServerId Id, string? Address, IReadOnlyList<CertificateHash> AuthCertificateHashes, IReadOnlyList<ClientId> Clients, MaintenanceMode? Maintenance = null);

/// <summary>That a server is out of service for a while.</summary>
/// <param name="Message">What its operators say of it.</param>
public sealed record MaintenanceMode(string? Message);

/// <summary>A group that access rights may be given to.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Description">In words.</param>
/// <param name="Members">Members and subsystems.</param>
public sealed record GlobalGroup(string Code, string Description, IReadOnlyList<ClientId> Members);
