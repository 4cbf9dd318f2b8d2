using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// Keeps the global configuration up to date as long as the node runs. The copy that was kept is in force before the node's doors
/// open; nothing waits for the centre.
/// </summary>
internal sealed partial class ConfigurationClient(
    ConfigurationRefresh refresh, NodeConfiguration configuration, TrustSettings settings, TimeProvider time, ILogger<ConfigurationClient> logger)
    : BackgroundService
{
    // While there is nothing to go by, the centre is asked more often.
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        refresh.Restore();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Asks the centre now.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await refresh.RunAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryRefreshAsync(stoppingToken);
            var pause = configuration.Current is null && settings.ConfigurationInterval > Impatience ? Impatience : settings.ConfigurationInterval;
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A fault of this program must not end the node: the configuration it has may hold for a while.
    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            await RefreshAsync(ct);
        }
        catch (Exception fault)
        {
            if (!ct.IsCancellationRequested)
                LogFault(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The global configuration could not be refreshed")]
    private partial void LogFault(Exception fault);
}
