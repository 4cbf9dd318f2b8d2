using System.Collections.Concurrent;
using System.Net;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>Clients that ask without a pause until they are told to stop, and remember which messages were answered well.</summary>
internal sealed class Askers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentBag<string> _answered = [];
    private readonly ConcurrentBag<string> _refused = [];
    private readonly Func<int, Uri> _url;
    private readonly List<Task> _asking;

    /// <param name="clients">How many ask at once.</param>
    /// <param name="client">In whose name.</param>
    /// <param name="url">Where each asks next, by a number that grows.</param>
    public Askers(int clients, string client, Func<int, Uri> url)
    {
        _url = url;
        _http.DefaultRequestHeaders.Add("X-Road-Client", client);
        _asking = [.. Enumerable.Range(0, clients).Select(number => Task.Run(() => AskAsync(number * 1_000_000)))];
    }

    /// <summary>The ids of the messages that were answered with 200.</summary>
    public IReadOnlyCollection<string> Answered => _answered;

    /// <summary>What else was said.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>Waits until this many more were answered.</summary>
    public async Task WaitForAsync(int more, CancellationToken ct)
    {
        var until = _answered.Count + more;
        while (_answered.Count < until)
            await Task.Delay(20, ct);
    }

    /// <summary>Lets nobody ask again, and waits for the last answers.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_asking);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task AskAsync(int number)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await _http.GetAsync(_url(number++));
                if (answer.StatusCode == HttpStatusCode.OK)
                    _answered.Add(answer.Headers.GetValues("x-road-id").Single());
                else
                    _refused.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                _refused.Add(failure.Message);
                await Task.Delay(50);
            }
        }
    }
}
