using System.Collections.Concurrent;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Rights;

/// <summary>
/// Counts what clients ask of services. Only clients with a right are counted, so that there are no more counters than rights.
/// Each process counts for itself: with several replicas, each gets its share of the limit.
/// </summary>
internal sealed class Quotas(TimeProvider time)
{
    private readonly ConcurrentDictionary<(ClientId, CalledService), Meter> _meters = new();

    /// <summary>Counts a request.</summary>
    /// <returns>Null if it is within the limit; else when to come again. A request beyond the limit does not count.</returns>
    public TimeSpan? Count(ClientId client, CalledService service, RateLimit limit) =>
        _meters.GetOrAdd((client, service), _ => new Meter()).Count(limit, time.GetUtcNow());

    /// <summary>One client's requests of one service: the generic cell rate algorithm (ITU-T I.371 A), and a count a day.</summary>
    private sealed class Meter
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _due;
        private DateTime _day;
        private long _today;

        public TimeSpan? Count(RateLimit limit, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_day != now.UtcDateTime.Date)
                    (_day, _today) = (now.UtcDateTime.Date, 0);
                if (limit.PerDay > 0 && _today >= limit.PerDay)
                    return _day.AddDays(1) - now.UtcDateTime;
                if (limit.PerSecond > 0 && Early(limit, now) is { } wait)
                    return wait;
                _today++;
                return null;
            }
        }

        private TimeSpan? Early(RateLimit limit, DateTimeOffset now)
        {
            var interval = TimeSpan.FromSeconds(1 / limit.PerSecond);
            var due = _due > now ? _due : now;
            var wait = due - now - ((limit.Burst - 1) * interval);
            if (wait > TimeSpan.Zero)
                return wait;
            _due = due + interval;
            return null;
        }
    }
}
