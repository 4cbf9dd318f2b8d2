using System.Collections.Concurrent;
using Cabildo.Exchange.Log;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Sixteen callers that append one message after the other, until they are stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _refused;

    public Load(LogNode node, Signatory signatory, Action<string>? acknowledged = null)
    {
        _running = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AppendAsync(node, signatory, acknowledged))));
    }

    /// <summary>The ids of messages that were logged, as the log said.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = [];

    /// <summary>How many were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task AppendAsync(LogNode node, Signatory signatory, Action<string>? acknowledged)
    {
        while (!_stop.IsCancellationRequested)
        {
            var id = Guid.NewGuid().ToString();
            try
            {
                await node.Log.AppendAsync(signatory.Request(id, [1, 2, 3]), CancellationToken.None);
                Acknowledged.Enqueue(id);
                acknowledged?.Invoke(id);
            }
            catch (MessageLogException)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(20);
            }
        }
    }
}
