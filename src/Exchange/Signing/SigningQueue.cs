using Cabildo.XRoad.Evidence.Signatures;

namespace Cabildo.Exchange.Signing;

/// <summary>
/// Signs messages, as they come or several at once: under load those of a moment share one signature over the tree of them all,
/// which any X-Road server verifies. Signing alone costs a message some 30 µs and its receiver 80; together they cost a fraction.
/// </summary>
/// <param name="time">The clock that tells how many come.</param>
internal sealed class SigningQueue(TimeProvider time)
{
    // Longer batches save little more, and their hash chains grow by a step each time they double.
    private const int MostInBatch = 64;

    // From this many within a window on, waiting for company pays.
    private const int Crowd = 4;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private long _windowStart;
    private int _arrivals;
    private bool _isCrowded;
    private bool _isBusy;

    /// <summary>Signs a message.</summary>
    /// <param name="signer">With what; messages of different signers never share a signature.</param>
    /// <param name="message">What of the message is signed.</param>
    public Task<MessageSignature> SignAsync(MessageSigner signer, SignableMessage message)
    {
        var waiting = new Waiting(signer, message);
        bool crowded;
        lock (_lock)
        {
            crowded = Arrive();
            _waiting.Enqueue(waiting);
            if (_isBusy)
                return waiting.Task;
            _isBusy = true;
        }

        if (crowded)
            _ = Task.Run(WorkAsync);
        else
            SignNext();
        return waiting.Task;
    }

    private bool Arrive()
    {
        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(_windowStart, now);
        if (passed >= Window)
        {
            _isCrowded = _arrivals >= Crowd && passed < 2 * Window;
            (_windowStart, _arrivals) = (now, 0);
        }

        _arrivals++;
        return _isCrowded;
    }

    private async Task WorkAsync()
    {
        await Task.Delay(Wait, time);
        SignNext();
    }

    /// <summary>Signs what waits now; what came meanwhile is another's work, so that nobody signs for others without end.</summary>
    private void SignNext()
    {
        var batch = TakeBatch();
        Sign(batch);
        lock (_lock)
        {
            _isBusy = _waiting.Count > 0;
            if (!_isBusy)
                return;
        }

        _ = Task.Run(_isCrowded ? WorkAsync : () =>
        {
            SignNext();
            return Task.CompletedTask;
        });
    }

    private List<Waiting> TakeBatch()
    {
        lock (_lock)
        {
            var batch = new List<Waiting>(Math.Min(_waiting.Count, MostInBatch));
            while (batch.Count < MostInBatch && _waiting.TryPeek(out var next) && (batch.Count == 0 || next.Signer == batch[0].Signer))
                batch.Add(_waiting.Dequeue());
            return batch;
        }
    }

    private static void Sign(List<Waiting> batch)
    {
        try
        {
            if (batch.Count == 1)
            {
                batch[0].SetResult(batch[0].Signer.Sign(batch[0].Message));
                return;
            }

            var signatures = batch[0].Signer.SignBatch([.. batch.Select(waiting => waiting.Message)]);
            for (var i = 0; i < batch.Count; i++)
                batch[i].SetResult(signatures[i]);
        }
        catch (Exception exception)
        {
            // A key that fails fails whoever waits for it, and nobody waits for ever.
            foreach (var waiting in batch)
                waiting.TrySetException(exception);
        }
    }

    private sealed class Waiting(MessageSigner signer, SignableMessage message)
        : TaskCompletionSource<MessageSignature>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public MessageSigner Signer => signer;

        public SignableMessage Message => message;
    }
}
