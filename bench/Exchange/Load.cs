using System.Diagnostics;
using System.Net;

namespace Cabildo.Bench.Exchange;

/// <summary>Many clients that each ask again as soon as they are answered.</summary>
internal sealed class Load : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, MaxConnectionsPerServer = 1024 });
    private readonly Uri _url;
    private readonly string _client;

    /// <param name="url">What is asked.</param>
    /// <param name="client">X-Road-Client.</param>
    public Load(Uri url, string client) => (_url, _client) = (url, client);

    /// <summary>Asks for a while.</summary>
    /// <param name="clients">How many ask at once.</param>
    /// <param name="time">For how long.</param>
    /// <returns>How many were answered well, and how long that took.</returns>
    public async Task<(long Answered, TimeSpan Took)> RunAsync(int clients, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => AskAsync(clock, time))));
        return (counts.Sum(), clock.Elapsed);
    }

    /// <summary>Asks a number of times.</summary>
    public async Task RunAsync(int clients, long times)
    {
        var left = times;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await AskOnceAsync();
        })));
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> AskAsync(Stopwatch clock, TimeSpan time)
    {
        var count = 0L;
        for (; clock.Elapsed < time; count++)
            await AskOnceAsync();
        return count;
    }

    private async Task AskOnceAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        request.Headers.TryAddWithoutValidation("X-Road-Client", _client);
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        await answer.Content.CopyToAsync(Stream.Null);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{_url} answered {(int)answer.StatusCode}.");
    }
}
