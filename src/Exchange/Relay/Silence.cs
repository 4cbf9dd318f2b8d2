namespace Cabildo.Exchange.Relay;

/// <summary>
/// Ends an exchange in which the other side has said nothing for too long. A long body may take its time as long as it moves.
/// </summary>
internal sealed class Silence : IDisposable
{
    private readonly CancellationTokenSource tooLong;
    private readonly CancellationTokenSource either;
    private readonly TimeSpan limit;

    public Silence(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        this.limit = limit;
        tooLong = new CancellationTokenSource(limit, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, ct);
    }

    /// <summary>Cancelled when it has been silent for too long, or the exchange was called off.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether it has been silent for too long.</summary>
    public bool WasTooLong => tooLong.IsCancellationRequested;

    /// <summary>Something was said: the time begins anew.</summary>
    public void Break() => tooLong.CancelAfter(limit);

    public void Dispose()
    {
        either.Dispose();
        tooLong.Dispose();
    }
}
