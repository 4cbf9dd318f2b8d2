using System.Collections.Concurrent;
using System.Net;

namespace Cabildo.Exchange.Management;

/// <summary>Counts wrong keys by where they came from: after ten within a minute nobody from there is listened to until it is over.</summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    private const int Most = 10;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Since, int Count)> _failed = new();

    /// <summary>How long an address must wait; null if it need not.</summary>
    public TimeSpan? Wait(IPAddress address) =>
        _failed.TryGetValue(address, out var failed) && failed.Count >= Most && failed.Since + Window - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : null;

    /// <summary>A wrong key came from there.</summary>
    public void Note(IPAddress address)
    {
        var now = time.GetUtcNow();
        if (_failed.Count >= MostAddresses)
        {
            foreach (var over in _failed.Where(failed => failed.Value.Since + Window <= now))
                _failed.TryRemove(over);
        }

        _failed.AddOrUpdate(address, (now, 1), (_, failed) => failed.Since + Window <= now ? (now, 1) : (failed.Since, failed.Count + 1));
    }
}
