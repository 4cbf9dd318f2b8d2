using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Exchange.Node;

/// <summary>The keys of this node, held as long as it runs.</summary>
internal sealed class NodeIdentity : IDisposable
{
    private readonly SoftToken _token;

    public NodeIdentity(NodeSettings node)
    {
        _token = SoftToken.Open(node.TokenFolder, node.TokenPassphrase);
        var key = _token.Find(NodeKeys.AuthLabel);
        Certificate = key?.Certificate ?? throw new InvalidDataException(
            $"The token in '{node.TokenFolder}' has no authentication certificate. Make one with: cabildo node-keys --config FILE");
        // Offline: the issuers lie in the token, and a handshake waits for no download.
        CertificateContext = SslStreamCertificateContext.Create(Certificate, [.. key.Issuers], offline: true);
    }

    /// <summary>The certificate this node shows, at either end of a connection.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same with its issuers, ready for TLS.</summary>
    public SslStreamCertificateContext CertificateContext { get; }

    public void Dispose() => _token.Dispose();
}
