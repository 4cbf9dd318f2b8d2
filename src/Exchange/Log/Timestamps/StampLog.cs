using Cabildo.XRoad.Evidence.Timestamps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>Stamps what was logged, as often as the global configuration says, and tells the <see cref="StopRule"/> what still waits.</summary>
internal sealed partial class StampLog(StampSignatures stamp, ITimestampTerms terms, StopRule stop, TimeProvider time, ILogger<StampLog> logger) : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    // As X-Road's timestamp-retry-delay: a long interval does not make an outage longer.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>One round: stamps all that waits.</summary>
    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var worked = true;
        try
        {
            while (await stamp.RunAsync(ct) == TimestampBatch.MostSignatures)
            {
                // More waits than one question may hold.
            }
        }
        catch (TimestampingException problem)
        {
            worked = false;
            LogUnstamped(problem.Message);
        }

        stop.Tell(await stamp.OldestAsync(ct));
        return worked;
    }

    /// <summary>Begins; what waits from before counts for the <see cref="StopRule"/> from the first message on.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        stop.Tell(await stamp.OldestAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var worked = true;
        while (true)
        {
            var interval = terms.Current.Interval;
            var pause = worked || interval < RetryAfter ? interval : RetryAfter;
            await Task.Delay(pause > Shortest ? pause : Shortest, time, stoppingToken);
            worked = await TryRunAsync(stoppingToken);
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken ct)
    {
        try
        {
            return await RunAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An outage of the database ends this round only.
            LogFailure(exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Messages wait for their timestamp: {Reason}")]
    private partial void LogUnstamped(string reason);

    [LoggerMessage(LogLevel.Error, "A round of time-stamping failed; the next begins where this one did")]
    private partial void LogFailure(Exception exception);
}
