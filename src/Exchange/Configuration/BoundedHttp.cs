using System.Net;
using System.Net.Http.Headers;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// HTTP to those who say whom to trust: centres, responders, other servers' answers about their certificates. What they send
/// is bounded in size and time, and believed only once it is verified.
/// </summary>
internal sealed class BoundedHttp(TrustSettings settings) : IDisposable
{
    private const int MostRedirections = 3;
    private const int ChunkBytes = 32 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        MaxAutomaticRedirections = MostRedirections,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = settings.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });

    /// <summary>Asks, and reads the whole answer.</summary>
    /// <param name="request">What to ask; it is disposed.</param>
    /// <param name="most">Most bytes of the answer.</param>
    /// <param name="ct">Calls it off, which is thrown; every other failure is a value.</param>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, int most, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Limit);
        using (request)
        {
            try
            {
                using var response = await _http.SendAsync(request, limited.Token);
                return await ReadAsync(response, most, limited.Token);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                return HttpAnswer.Failed(Innermost(failure).Message);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return HttpAnswer.Failed("It did not answer in time.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, int most, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > most)
            return HttpAnswer.Failed($"It answered with more than {most} bytes.");
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 0));
        var chunk = new byte[ChunkBytes];
        while (await body.ReadAsync(chunk, ct) is > 0 and var count)
        {
            if (bytes.Length + count > most)
                return HttpAnswer.Failed($"It answered with more than {most} bytes.");
            bytes.Write(chunk, 0, count);
        }

        return new HttpAnswer(response.StatusCode, bytes.ToArray(), ContentTypeOf(response.Content.Headers), null);
    }

    private static string? ContentTypeOf(HttpContentHeaders headers) =>
        headers.TryGetValues("Content-Type", out var values) ? values.First() : null;

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}

/// <summary>What came of a request.</summary>
/// <param name="Status">The status; null if there was no whole answer.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">The header as it came.</param>
/// <param name="Failure">Why there was no whole answer, a sentence.</param>
internal sealed record HttpAnswer(HttpStatusCode? Status, ReadOnlyMemory<byte> Body, string? ContentType, string? Failure)
{
    /// <summary>Whether it was answered with success.</summary>
    public bool IsOk => Status is HttpStatusCode.OK;

    /// <summary>What went wrong, for people.</summary>
    public string Reason => Failure ?? $"It answered with HTTP status {(int)Status!}.";

    public static HttpAnswer Failed(string reason) => new(null, default, null, reason);
}
