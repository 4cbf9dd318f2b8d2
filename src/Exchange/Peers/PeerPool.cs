using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cabildo.Exchange.Peers;

/// <summary>The connections to one server.</summary>
internal sealed class PeerPool : IDisposable
{
    // Shorter than servers keep idle connections: a message that is not repeatable must not meet one that is closing.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(25);

    // A change of the configuration reaches connections that are never idle by this time.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private Socket? _ready;

    public PeerPool(Peer peer, PeerHandshake handshake)
    {
        // To the handler it is plain HTTP over a stream that happens to be secure: TLS is made, and judged, by the handshake.
        _address = new UriBuilder(Uri.UriSchemeHttp, peer.Address, peer.Port).Uri;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = IdleTimeout,
            PooledConnectionLifetime = Lifetime,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ConnectCallback = async (_, ct) => new GatheringStream(await handshake.OpenAsync(peer, TakeReady(), ct)),
        });
    }

    /// <summary>Gives it a connected socket for its next connection.</summary>
    public void Offer(Socket socket) => Interlocked.Exchange(ref _ready, socket)?.Dispose();

    public Task<HttpResponseMessage> SendAsync(HttpContent message, Action<HttpRequestMessage> addHeaders, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = message,
        };
        // The length of a message is known when its signature is: the connection counts on it that none is told before.
        request.Headers.TransferEncodingChunked = true;
        addHeaders(request);
        return _http.SendAsync(request, ct);
    }

    public void Dispose()
    {
        _http.Dispose();
        TakeReady()?.Dispose();
    }

    private Socket? TakeReady() => Interlocked.Exchange(ref _ready, null);
}
