using Cabildo.XRoad.Faults;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>Stops traffic when messages have waited for a timestamp for longer than is acceptable (X-Road, <c>acceptable-timestamp-failure-period</c>).</summary>
internal sealed class StopRule(ITimestampTerms terms, IOptions<MessageLogOptions> options, TimeProvider time)
{
    private readonly long _acceptable = (long)options.Value.AcceptableTimestampFailure.TotalMilliseconds;
    private long _oldest = long.MaxValue;

    /// <summary>Why traffic must stop; null if it may go on.</summary>
    public Problem? Problem
    {
        get
        {
            if (terms.Current.Authorities.Count == 0)
                return LogProblems.NoTimestamper;
            return _acceptable > 0 && Interlocked.Read(ref _oldest) < time.GetUtcNow().ToUnixTimeMilliseconds() - _acceptable ? LogProblems.Unstamped : null;
        }
    }

    /// <summary>Tells when the oldest message without a timestamp was logged, in milliseconds since 1970; null if there is none.</summary>
    public void Tell(long? oldest) => Interlocked.Exchange(ref _oldest, oldest ?? long.MaxValue);
}
