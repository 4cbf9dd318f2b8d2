using System.Collections.Frozen;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// Who the other servers are, whom they serve and by which certificates they are known. It is replaced as a whole, so that a
/// request sees one state of it; what it does not hold is not trusted.
/// </summary>
public sealed class PeerDirectory
{
    private volatile Snapshot _current;

    /// <param name="peers">All servers.</param>
    public PeerDirectory(IEnumerable<Peer> peers) => _current = new Snapshot([.. peers]);

    /// <summary>Puts another state in place of the present one; handshakes and requests from now on see it.</summary>
    public void Replace(IEnumerable<Peer> peers) => _current = new Snapshot([.. peers]);

    /// <summary>The server that a certificate belongs to.</summary>
    /// <param name="fingerprint">SHA-256 of the certificate, in hexadecimal.</param>
    public Peer? FindByCertificate(string fingerprint) => _current.ByCertificate.GetValueOrDefault(fingerprint);

    /// <summary>The server with this identifier.</summary>
    public Peer? Find(SecurityServerId server) => _current.ByServer.GetValueOrDefault(server);

    /// <summary>The servers that serve a member or subsystem; empty if it is unknown.</summary>
    public IReadOnlyList<Peer> Serving(ClientId client) => _current.ByClient.GetValueOrDefault(client, []);

    private sealed class Snapshot(List<Peer> peers)
    {
        public FrozenDictionary<string, Peer> ByCertificate { get; } = peers
            .SelectMany(peer => peer.Certificates, (peer, fingerprint) => KeyValuePair.Create(fingerprint, peer))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        public FrozenDictionary<SecurityServerId, Peer> ByServer { get; } = peers.ToFrozenDictionary(peer => peer.Server);

        public FrozenDictionary<ClientId, Peer[]> ByClient { get; } = peers
            .SelectMany(peer => peer.Clients, (peer, client) => (peer, client))
            .GroupBy(pair => pair.client, pair => pair.peer)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }
}
