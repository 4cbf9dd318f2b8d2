using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Cli.Demo;

/// <summary>A role of the demo country. It can be stopped and started again on what it kept, as its operator would.</summary>
/// <param name="address">Where its callers reach it.</param>
/// <param name="settings">What its operator would write into a file.</param>
/// <param name="build">Makes its application of the settings.</param>
internal sealed class DemoRole(Uri address, IReadOnlyDictionary<string, string?> settings, Func<IReadOnlyDictionary<string, string?>, WebApplication> build)
{
    private WebApplication? _application;

    public Uri Address => address;

    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <exception cref="InvalidOperationException">The role is not running.</exception>
    public IServiceProvider Services => _application?.Services ?? throw new InvalidOperationException($"Nothing runs at {address}.");

    public Task StartAsync(CancellationToken ct) => StartAsync(settings, ct);

    /// <summary>Starts the role with settings that are not its own.</summary>
    public async Task StartAsync(IReadOnlyDictionary<string, string?> other, CancellationToken ct)
    {
        _application = build(other);
        await _application.StartAsync(ct);
    }

    /// <summary>Waits until the role says that it can do its work: it may have to fetch something first.</summary>
    /// <exception cref="InvalidDataException">It does not within half a minute; the message says what is wrong.</exception>
    public async Task ReadyAsync(CancellationToken ct)
    {
        var checks = Services.GetRequiredService<HealthCheckService>();
        for (var patience = 300; ; patience--)
        {
            var report = await checks.CheckHealthAsync(ct);
            if (report.Status == HealthStatus.Healthy)
                return;
            if (patience == 0)
                throw new InvalidDataException($"{address} is not ready: {string.Join(' ', report.Entries.Values.Select(entry => entry.Description))}");
            await Task.Delay(100, ct);
        }
    }

    /// <summary>Stops the role; nothing happens where it does not run.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        if (Interlocked.Exchange(ref _application, null) is not { } application)
            return;
        await application.StopAsync(ct);
        await application.DisposeAsync();
    }
}
