using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Identity.Data;

/// <summary>Removes grants and used assertions that cannot matter any more.</summary>
internal sealed partial class SweepExpired(IDbContextFactory<IdentityDatabase> databases, TimeProvider time, ILogger<SweepExpired> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Grants.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(ct)
            + await database.UsedAssertions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is System.Data.Common.DbException or DbUpdateException)
            {
                // The database is away for a moment; what is left over goes at the next turn.
                LogLater(problem.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired grants were not removed ({Problem}); trying again in five minutes")]
    private partial void LogLater(string problem);
}
