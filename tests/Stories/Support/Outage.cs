using Cabildo.Cli.Demo;

namespace Cabildo.Stories.Tests.Support;

/// <summary>A role that does not run until this is disposed of; then it starts again on what it kept.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private readonly DemoRole _role;

    private Outage(DemoRole role) => _role = role;

    public static async Task<Outage> OfAsync(DemoCountry country, Uri address)
    {
        var role = country.RoleAt(address);
        await role.StopAsync(TestContext.Current.CancellationToken);
        return new Outage(role);
    }

    /// <summary>The role runs meanwhile, but with settings that are not its own.</summary>
    public async Task ReplaceAsync(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(_role.Settings, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
            settings[key] = value;
        await _role.StartAsync(settings, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _role.StopAsync(CancellationToken.None);
        await _role.StartAsync(CancellationToken.None);
    }
}
