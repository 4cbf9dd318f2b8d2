using Cabildo.Exchange.Configuration;
using Cabildo.Testing;
using Cabildo.XRoad.GlobalConfiguration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.Configuration;

/// <summary>A node's configuration client with a folder of its own. It asks only when it is told to.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-client-").FullName;
    private ServiceProvider _services;

    public TestClient(ConfigurationAnchor anchor)
    {
        Anchor = anchor;
        _services = Build();
    }

    public ManualTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    public ConfigurationAnchor Anchor
    {
        set => File.WriteAllBytes(AnchorFile, value.Write());
    }

    public string AnchorFile => Path.Combine(_folder, "anchor.xml");

    public string KeptFolder => Path.Combine(_folder, "globalconf");

    public Log Log { get; } = new();

    public NodeConfiguration Configuration => _services.GetRequiredService<NodeConfiguration>();

    public ConfigurationSnapshot Current => Configuration.Current ?? throw new InvalidOperationException(Configuration.Problem.Message);

    public Task RefreshAsync() => _services.GetRequiredService<ConfigurationClient>().RefreshAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends the node and starts it anew, with what it kept.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
        _services.GetRequiredService<ConfigurationRefresh>().Restore();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddOptions<ExchangeOptions>().Configure(options =>
        {
            options.Anchor = AnchorFile;
            options.ConfigurationFolder = KeptFolder;
            options.ConnectTimeout = TimeSpan.FromSeconds(2);
        });
        services.AddGlobalConfiguration();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }
}
