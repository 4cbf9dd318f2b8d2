using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// What waits to be written. Many put entries in; one thread takes them out, and sleeps here while there is nothing it must write now.
/// </summary>
/// <param name="length">How many entries wait at most.</param>
internal sealed class WriteQueue(int length)
{
    private const int Awake = 0;
    private const int Dozing = 1;
    private const int Asleep = 2;

    // Longer than most services of the same house take to answer, and far shorter than anybody notices.
    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(5);
    private readonly Channel<WriteEntry> _entries = Channel.CreateBounded<WriteEntry>(new BoundedChannelOptions(length) { SingleReader = true });
    private readonly object _bed = new();
    private int _sleep;
    private int _urgent;
    private volatile bool _isOver;

    /// <summary>Puts an entry in; waits for room if too many wait already.</summary>
    /// <exception cref="ChannelClosedException">Nothing is taken out any more.</exception>
    public async ValueTask AddAsync(WriteEntry entry, CancellationToken ct)
    {
        await _entries.Writer.WriteAsync(entry, ct);
        if (!entry.CanWait)
            Interlocked.Increment(ref _urgent);
        else
            Interlocked.MemoryBarrier();
        Disturb(entry.CanWait ? Asleep : Dozing);
    }

    /// <summary>Takes the next entry out, if there is one. For the one thread.</summary>
    public bool TryTake([NotNullWhen(true)] out WriteEntry? entry)
    {
        if (!_entries.Reader.TryRead(out entry))
            return false;
        if (!entry.CanWait)
            Interlocked.Decrement(ref _urgent);
        return true;
    }

    /// <summary>
    /// Waits until something must be written: an entry that cannot wait, or one that could and has waited for some milliseconds. For the one thread.
    /// </summary>
    /// <returns>False if nothing waits and nothing will come.</returns>
    public bool AwaitWork()
    {
        while (!IsPressing)
        {
            Rest(Dozing, MostPatience);
            if (IsPressing || _entries.Reader.Count > 0)
                break;
            Rest(Asleep, Timeout.InfiniteTimeSpan);
        }

        return _entries.Reader.Count > 0 || !_isOver;
    }

    /// <summary>Waits for a while, or until the queue is ended. For the one thread.</summary>
    /// <returns>Whether the queue is ended.</returns>
    public bool Pause(TimeSpan time)
    {
        lock (_bed)
        {
            if (!_isOver)
                Monitor.Wait(_bed, time);
        }

        return _isOver;
    }

    /// <summary>Nothing can be put in any more; what waits is still to be taken out.</summary>
    public void End()
    {
        _entries.Writer.TryComplete();
        lock (_bed)
        {
            _isOver = true;
            Monitor.Pulse(_bed);
        }
    }

    private bool IsPressing => Volatile.Read(ref _urgent) > 0 || _isOver;

    private void Rest(int how, TimeSpan most)
    {
        lock (_bed)
        {
            // Either whoever puts something in sees that the thread sleeps, or the thread sees what was put in.
            Interlocked.Exchange(ref _sleep, how);
            if (!IsPressing && (how == Dozing || _entries.Reader.Count == 0))
                Monitor.Wait(_bed, most);
            Volatile.Write(ref _sleep, Awake);
        }
    }

    private void Disturb(int lightest)
    {
        if (Volatile.Read(ref _sleep) < lightest)
            return;
        lock (_bed)
        {
            if (_sleep < lightest)
                return;
            _sleep = Awake;
            Monitor.Pulse(_bed);
        }
    }
}
