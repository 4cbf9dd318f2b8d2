using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Node;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// The connections to other servers. Each server has a pool of its own, in which every connection was answered by a
/// certificate registered for that very server.
/// </summary>
internal sealed class PeerConnections(NodeSettings node, NodeIdentity identity, PeerTrust trust) : IDisposable
{
    // Shorter than servers keep idle connections: a message that is not repeatable must not meet one that is closing.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(25);

    // A change of the directory reaches connections that are never idle by this time.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<SecurityServerId, Lazy<HttpMessageInvoker>> _pools = new();

    public Task<HttpResponseMessage> SendAsync(Peer peer, HttpContent message, Action<HttpRequestMessage> addHeaders, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, peer.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = message,
        };
        addHeaders(request);
        return _pools.GetOrAdd(peer.Server, server => new(() => new HttpMessageInvoker(Open(server)))).Value.SendAsync(request, ct);
    }

    public void Dispose()
    {
        foreach (var pool in _pools.Values.Where(pool => pool.IsValueCreated))
            pool.Value.Dispose();
    }

    private SocketsHttpHandler Open(SecurityServerId server) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = node.ConnectTimeout,
        PooledConnectionIdleTimeout = IdleTimeout,
        PooledConnectionLifetime = Lifetime,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = identity.CertificateContext,
            EnabledSslProtocols = TlsSuites.Protocols,
            CipherSuitesPolicy = TlsSuites.Policy,
            CertificateChainPolicy = TlsSuites.ChainPolicy(),
            // The certificate itself is registered: neither its issuer nor its names have a say.
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                trust.FindPeer(certificate as X509Certificate2)?.Server == server,
        },
    };
}
