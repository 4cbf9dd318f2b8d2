using System.Net;
using System.Text;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Services;

/// <summary>The connections to this organisation's services.</summary>
internal sealed class ServiceConnections(NodeSettings node) : IDisposable
{
    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler
    {
        // PR-REST 4.4: a redirect is the consumer's to follow, or not.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = node.ConnectTimeout,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    /// <summary>Calls the service; the answer's body is still to be read.</summary>
    /// <param name="service">The service.</param>
    /// <param name="part">What to ask.</param>
    /// <param name="body">The request's body; null if it has none.</param>
    /// <param name="silence">Told of every piece that is sent.</param>
    public Task<HttpResponseMessage> CallAsync(Service service, RestRequestPart part, Stream? body, Silence silence)
    {
        var request = new HttpRequestMessage(new HttpMethod(part.Verb), service.AddressOf(part.Target))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : new StreamedContent(body, silence),
        };
        foreach (var header in part.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return _connections.SendAsync(request, silence.Token);
    }

    /// <summary>The headers of an answer, each as often as it came.</summary>
    public static IEnumerable<HeaderField> HeadersOf(HttpResponseMessage response) =>
        from header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
        from value in header.Value
        select new HeaderField(header.Key, value);

    public void Dispose() => _connections.Dispose();
}
