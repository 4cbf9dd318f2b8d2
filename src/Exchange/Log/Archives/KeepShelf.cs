using Cabildo.Exchange.Log.Bodies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Archives;

/// <summary>Archives, deletes what was archived long ago, and what was left over, every <see cref="ArchiveOptions.Interval"/>.</summary>
internal sealed partial class KeepShelf(ArchiveLog archive, TrimLog trim, SweepBodies sweep, IOptions<MessageLogOptions> options, ILogger<KeepShelf> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Archive.Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await archive.RunAsync(stoppingToken);
                await trim.RunAsync(stoppingToken);
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A full disk or an outage of the database ends this round only: nothing is deleted that is not archived.
                LogFailure(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of archiving failed; the next begins where this one did")]
    private partial void LogFailure(Exception exception);
}
