using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Publication;

/// <summary>Has editions made ahead of the requests for them, the first before the role says it is ready.</summary>
internal sealed class ConfigurationRefresher(ConfigurationPublisher publisher, IOptions<AuthorityOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ConfigurationLifetime / 20);
        do
        {
            await publisher.CurrentAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
