using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Management;

/// <summary>Looks once a second whether another replica was told something: one row by its key, on either engine.</summary>
internal sealed partial class FollowChanges(ManagedState state, TimeProvider time, ILogger<FollowChanges> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Before the first message: what was changed is in force after a restart too.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await state.FollowAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await state.FollowAsync(stoppingToken);
                failed = false;
            }
            catch (Exception outage) when (outage is DbException or TimeoutException or IOException)
            {
                if (!failed)
                    LogOutage(outage.Message);
                failed = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operators' changes cannot be asked for; what is in force stays: {Reason}")]
    private partial void LogOutage(string reason);
}
