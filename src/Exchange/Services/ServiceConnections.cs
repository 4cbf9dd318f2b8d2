using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Provider;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Services;

/// <summary>The connections to this organisation's services.</summary>
internal sealed class ServiceConnections(NodeSettings node, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _pools = new(StringComparer.Ordinal);

    /// <summary>Calls the service at the first of its addresses that can be reached; the answer's body is still to be read.</summary>
    /// <param name="service">The service.</param>
    /// <param name="part">What to ask.</param>
    /// <param name="body">The request's body; null if it has none.</param>
    /// <param name="silence">Told of every piece that is sent.</param>
    public Task<HttpResponseMessage> CallAsync(Service service, RestRequestPart part, HeldBody? body, Silence silence) =>
        CallAsync(service, address => Request(address, part, body, silence), silence);

    /// <summary>Calls a SOAP service at the first of its addresses that can be reached; the answer is still to be read.</summary>
    /// <param name="service">The service.</param>
    /// <param name="received">What to ask.</param>
    /// <param name="silence">Told of every piece that is sent.</param>
    public Task<HttpResponseMessage> CallAsync(Service service, ReceivedSoap received, Silence silence) => CallAsync(
        service,
        address =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address.Url)
            {
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new SoapContent(received.Message, received.ContentType, silence),
            };
            // SOAP 1.1 §6.1.1: the header must be there, if only empty.
            request.Headers.TryAddWithoutValidation(TransportFormat.SoapActionHeader, received.SoapAction);
            return request;
        },
        silence);

    /// <summary>Asks the register for the description of a service, under what is trusted of the service; the answer's body is still to be read.</summary>
    public Task<HttpResponseMessage> DescribeAsync(Service service, Silence silence) => PoolOf(service).SendAsync(
        new HttpRequestMessage(HttpMethod.Get, service.Description) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact }, silence.Token);

    private async Task<HttpResponseMessage> CallAsync(Service service, Func<ServiceAddress, HttpRequestMessage> request, Silence silence)
    {
        var order = InOrder(service);
        for (var i = 0; ; i++)
        {
            try
            {
                var answer = await PoolOf(service).SendAsync(request(order[i]), silence.Token);
                order[i].Reached();
                return answer;
            }
            catch (HttpRequestException unreachable) when (unreachable.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            {
                // Nothing has reached the service yet, so that asking elsewhere cannot do the same thing twice.
                order[i].Failed(time.GetUtcNow());
                if (i + 1 == order.Length)
                    throw;
            }
        }
    }

    /// <summary>The headers of an answer, each as often as it came.</summary>
    public static IEnumerable<HeaderField> HeadersOf(HttpResponseMessage response) =>
        from header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
        from value in header.Value
        select new HeaderField(header.Key, value);

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
            pool.Dispose();
    }

    private ServiceAddress[] InOrder(Service service)
    {
        var now = time.GetUtcNow();
        return service.Addresses.Count == 1 ? [service.Addresses[0]] : [.. service.Addresses.OrderBy(address => address.Rests(now))];
    }

    private static HttpRequestMessage Request(ServiceAddress address, RestRequestPart part, HeldBody? body, Silence silence)
    {
        var request = new HttpRequestMessage(new HttpMethod(part.Verb), address.For(part.Target))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : new HeldContent(body, silence),
        };
        foreach (var header in part.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return request;
    }

    // Services that trust the same certificates share their connections.
    private HttpMessageInvoker PoolOf(Service service) =>
        _pools.GetOrAdd(string.Join(',', service.Certificates.Order(StringComparer.OrdinalIgnoreCase)), (_, certificates) => new HttpMessageInvoker(Open(certificates)), service.Certificates);

    private SocketsHttpHandler Open(IReadOnlySet<string> certificates) => new()
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
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = certificates.Count == 0
                ? null
                : (_, shown, _, _) => shown is X509Certificate2 certificate && certificates.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        },
    };
}
