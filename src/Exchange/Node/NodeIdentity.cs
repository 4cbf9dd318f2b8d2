using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Node;

/// <summary>The keys of this node, held as long as it runs: one to show other servers who it is, and one for each member to sign with.</summary>
internal sealed class NodeIdentity : IDisposable
{
    private readonly SoftToken _token;
    private readonly ConcurrentDictionary<MemberId, TokenKey> _signing = new();
    private readonly NodeSettings _node;

    public NodeIdentity(NodeSettings node)
    {
        _node = node;
        _token = SoftToken.Open(node.TokenFolder, node.TokenPassphrase);
        var key = _token.Find(NodeKeys.AuthLabel);
        Certificate = key?.Certificate ?? throw new InvalidDataException(
            $"The token in '{node.TokenFolder}' has no authentication certificate. Ask for one with what 'cabildo exchange init' made, then run: cabildo exchange install --config FILE CERTIFICATE");
        Authentication = key;
        // Offline: the issuers lie in the token, and a handshake waits for no download.
        CertificateContext = SslStreamCertificateContext.Create(Certificate, [.. key.Issuers], offline: true);
    }

    /// <summary>The key that other servers know this one by.</summary>
    public TokenKey Authentication { get; }

    /// <summary>The certificate this node shows, at either end of a connection.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same with its issuers, ready for TLS.</summary>
    public SslStreamCertificateContext CertificateContext { get; }

    /// <summary>The members it speaks for: its owner, and those whose subsystems call or serve through it.</summary>
    public IReadOnlyList<MemberId> Members
    {
        get
        {
            var offered = _node.Offered;
            return [.. offered.Clients.Keys.Concat(offered.Providers).Select(client => client.Member).Prepend(_node.Server.Owner).Distinct()];
        }
    }

    /// <summary>The key a member signs with; null if the token holds none.</summary>
    public TokenKey? SigningKey(MemberId member)
    {
        if (_signing.TryGetValue(member, out var known))
            return known;
        return _token.Find(NodeKeys.SigningLabel(member)) is { } found ? _signing.GetOrAdd(member, found) : null;
    }

    public void Dispose() => _token.Dispose();
}
