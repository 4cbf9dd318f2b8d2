using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Peers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// The global configuration at one time: of the own instance and of those federated with it. It does not change, so that a
/// message sees one state of it from its first byte to its last. Look-ups by identifier allocate nothing.
/// </summary>
internal sealed class ConfigurationSnapshot
{
    private readonly FrozenDictionary<string, ConfigurationInstance> _instances;
    private readonly ConcurrentDictionary<ClientId, IReadOnlyList<Peer>> _serving;
    private readonly int _peersPort;

    /// <param name="configuration">What was verified.</param>
    /// <param name="peersPort">The port at which all servers are called.</param>
    /// <param name="signatures">Reads signatures; shared by all snapshots, for it remembers how signers write.</param>
    /// <param name="previous">The snapshot before, whose found paths go on to count where only the dates of the parameters moved.</param>
    public ConfigurationSnapshot(TrustedConfiguration configuration, int peersPort, SignatureReader signatures, ConfigurationSnapshot? previous = null)
    {
        (Configuration, _peersPort) = (configuration, peersPort);
        _instances = configuration.Instances.ToFrozenDictionary(instance => instance.Identifier, StringComparer.Ordinal);
        Own = _instances[configuration.OwnInstance];
        OwnExpires = ExpiryOf(Own);
        NextExpires = configuration.Instances.Min(ExpiryOf);
        IsSameAsBefore = previous is not null && HasSameParameters(previous);
        Verifier = IsSameAsBefore ? previous!.Verifier : new SignatureVerifier(new SignerTrust(configuration), signatures);
        _serving = IsSameAsBefore ? previous!._serving : new ConcurrentDictionary<ClientId, IReadOnlyList<Peer>>();
    }

    /// <summary>All of it.</summary>
    public TrustedConfiguration Configuration { get; }

    /// <summary>The own instance.</summary>
    public ConfigurationInstance Own { get; }

    /// <summary>Checks signatures under this configuration.</summary>
    public SignatureVerifier Verifier { get; }

    /// <summary>Until when the own instance's parameters may be relied on; the end of time if they do not say.</summary>
    public DateTimeOffset OwnExpires { get; }

    /// <summary>When the first instance's parameters may be relied on no longer.</summary>
    public DateTimeOffset NextExpires { get; }

    /// <summary>Whether it says what the snapshot before it said, but for its dates.</summary>
    public bool IsSameAsBefore { get; }

    /// <summary>The authorities whose timestamps count for this server, in the order in which to ask them.</summary>
    public IReadOnlyList<ApprovedTsa> Timestampers => Own.Shared.Parameters.ApprovedTsas;

    /// <summary>How often logged messages are to be time-stamped; null if the private parameters are not known.</summary>
    public TimeSpan? TimestampingInterval => Own.Private?.TimeStampingInterval;

    /// <summary>How old an OCSP answer of this server may be.</summary>
    public TimeSpan OcspFreshness => Own.Shared.Parameters.OcspFreshness;

    /// <summary>An instance; null if it is unknown.</summary>
    public ConfigurationInstance? Find(string instance) => _instances.GetValueOrDefault(instance);

    /// <summary>Whether a member or subsystem is registered in its instance.</summary>
    public bool IsRegistered(ClientId client) => Find(client.Member.Instance)?.Shared.IsRegistered(client) is true;

    /// <summary>A server; null if its instance does not know it.</summary>
    public SecurityServer? Server(SecurityServerId id) => Find(id.Owner.Instance)?.Shared.Server(id);

    /// <summary>Where to send what is for a member or subsystem: its servers that have an address. Empty if it is unknown.</summary>
    public IReadOnlyList<Peer> Serving(ClientId provider) =>
        ServersOf(provider) is { Count: > 0 } servers ? _serving.GetOrAdd(provider, static (_, at) => Peer.Of(at.Servers, at.Port), (Servers: servers, Port: _peersPort)) : [];

    /// <summary>
    /// The servers that speak for a member or subsystem. An instance registers its own alone: what another says of them counts for
    /// nothing.
    /// </summary>
    public IReadOnlyList<SecurityServer> ServersOf(ClientId client) => Find(client.Member.Instance)?.Shared.ServersOf(client) ?? [];

    /// <summary>The server that an instance registered an authentication certificate for; null if it registered it for none of its servers.</summary>
    public SecurityServer? ServerOf(X509Certificate2 certificate, string instance) =>
        Find(instance)?.Shared.ServerOf(certificate) is { } server && server.Id.Owner.Instance == instance ? server : null;

    /// <summary>The server whose authentication certificate this is, in whichever instance; the own comes first.</summary>
    public SecurityServer? ServerOf(X509Certificate2 certificate)
    {
        if (ServerOf(certificate, Configuration.OwnInstance) is { } own)
            return own;
        foreach (var instance in Configuration.Instances)
        {
            if (ServerOf(certificate, instance.Identifier) is { } server)
                return server;
        }

        return null;
    }

    /// <summary>Whether an instance's global group holds a member or subsystem, of whichever instance.</summary>
    public bool IsInGroup(string instance, string code, ClientId client) => Find(instance)?.Shared.IsInGroup(code, client) is true;

    /// <summary>The same without the other instances that have expired at a time; null if the own has.</summary>
    public ConfigurationSnapshot? At(DateTimeOffset time, SignatureReader signatures)
    {
        if (OwnExpires <= time)
            return null;
        var current = Configuration.Instances.Where(instance => instance.IsCurrent(time)).ToList();
        return current.Count == Configuration.Instances.Count ? this : new ConfigurationSnapshot(Configuration with { Instances = current }, _peersPort, signatures);
    }

    private static DateTimeOffset ExpiryOf(ConfigurationInstance instance)
    {
        var (shared, own) = (instance.Expires ?? DateTimeOffset.MaxValue, instance.PrivateExpires ?? DateTimeOffset.MaxValue);
        return shared < own ? shared : own;
    }

    private bool HasSameParameters(ConfigurationSnapshot other) =>
        other._instances.Count == _instances.Count
        && Configuration.Instances.All(instance => other.Find(instance.Identifier) is { } before
            && ReferenceEquals(before.Shared, instance.Shared) && ReferenceEquals(before.Private, instance.Private));
}
