namespace Cabildo.Exchange.Relay;

/// <summary>
/// Ends an exchange in which the other side has said nothing for too long. A long body may take its time as long as it moves.
/// </summary>
internal sealed class Silence : IDisposable
{
    private readonly CancellationTokenSource _tooLong;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _limit;

    public Silence(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        _limit = limit;
        _tooLong = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_tooLong.Token, ct);
    }

    /// <summary>Cancelled when it has been silent for too long, or the exchange was called off.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether it has been silent for too long.</summary>
    public bool WasTooLong => _tooLong.IsCancellationRequested;

    /// <summary>Something was said: the time begins anew.</summary>
    public void Break() => _tooLong.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _tooLong.Dispose();
    }
}
