using Cabildo.Documents.TrustLists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Status;

/// <summary>Keeps what is published in step with the register. A failed round loses nothing: the next one begins where the last ended.</summary>
internal sealed partial class StatusRefresher(
    IServiceScopeFactory scopes,
    StatusPublication statusLists,
    TrustListPublication trustList,
    IOptions<DocumentsOptions> options,
    ILogger<StatusRefresher> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RefreshInterval);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A database or key outage ends this round only.
                RoundFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<StatusLedger>().OpenListAheadAsync(ct);
            await scope.ServiceProvider.GetRequiredService<FollowChanges>().RunAsync(ct);
        }

        await statusLists.RefreshAsync(ct);
        await trustList.RefreshAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "A round of following the register's changes failed; the next begins where the last ended")]
    private static partial void RoundFailed(ILogger logger, Exception exception);
}
