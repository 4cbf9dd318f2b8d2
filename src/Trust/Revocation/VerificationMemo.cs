namespace Cabildo.Trust.Revocation;

/// <summary>
/// Remembers, for a few pairs of certificates, whether something costly was found to hold. Keys are the certificates' bytes, not
/// the objects, so that a configuration read anew does not make all be verified again. Lock-free: who comes at the same time
/// may compute twice, which is harmless.
/// </summary>
internal sealed class VerificationMemo
{
    private const int Most = 16;
    private Entry[] _entries = [];

    /// <summary>What <paramref name="verify"/> said about the pair, now or before.</summary>
    public bool Holds<TState>(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, TState state, Func<TState, bool> verify)
    {
        var entries = Volatile.Read(ref _entries);
        foreach (var entry in entries)
        {
            if (entry.First.Span.SequenceEqual(first.Span) && entry.Second.Span.SequenceEqual(second.Span))
                return entry.Holds;
        }

        var holds = verify(state);
        Remember(entries, new Entry(first.ToArray(), second.ToArray(), holds));
        return holds;
    }

    // Whoever was first to write in the meantime stays written: the other answer is computed again when it is asked again.
    private void Remember(Entry[] seen, Entry entry)
    {
        var kept = seen.Length < Most ? seen : seen[1..];
        Interlocked.CompareExchange(ref _entries, [.. kept, entry], seen);
    }

    private sealed record Entry(ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Second, bool Holds);
}
