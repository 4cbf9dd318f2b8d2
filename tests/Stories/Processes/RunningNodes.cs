using Cabildo.HealthRegister;
using Cabildo.HealthRegister.Filling;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>Both nodes with what is behind the provider's, running: for all tests that only ask, so that they are started once.</summary>
public sealed class RunningNodes : IAsyncLifetime
{
    public const string Name = "Running nodes";

    /// <summary>The longest body the nodes take, in bytes.</summary>
    public const int MaxBodyBytes = 6_000_000;

    private const int Cards = 50;
    private TestRegister _register = null!;
    private WebApplication _health = null!;
    private BrokenRegister _broken = null!;

    internal TwoNodes Country { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        Country = await TwoNodes.CreateAsync(ct);
        _register = await TestRegister.StartAsync(Country.Service);
        _health = HealthRegisterApplication.Build(new Dictionary<string, string?>
        {
            ["Urls"] = At(8091),
            ["Log:Level"] = "Warning",
            ["Database"] = $"Data Source={Country.Folder}/health.db",
        });
        await _health.StartAsync(ct);
        await _health.Services.GetRequiredService<FillRegister>().RunAsync(DemoPeople.Load(CountryFolder.People), Cards, progress: null, ct);
        _broken = await BrokenRegister.StartAsync(new Uri(At(8092)));
        Country.Consumer.More = $"  MaxBodyBytes: {MaxBodyBytes}\n";
        Country.Provider.More = OfferedServices.Yaml(Country.Service.GetLeftPart(UriPartial.Authority), At(8091) + HealthRegisterApplication.Path, At(8092), At(8093)) + $"\n  MaxBodyBytes: {MaxBodyBytes}\n";
        await Country.StartAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_health is not null)
        {
            await _health.StopAsync();
            await _health.DisposeAsync();
        }

        if (_broken is not null)
            await _broken.DisposeAsync();
        if (_register is not null)
            await _register.DisposeAsync();
        if (Country is not null)
            await Country.DisposeAsync();
    }

    private string At(int port) => $"http://{Country.Service.Host}:{port}";
}

/// <summary>Has xunit make the nodes once for all classes of the collection.</summary>
[CollectionDefinition(RunningNodes.Name)]
public sealed class RunningNodesCollection : ICollectionFixture<RunningNodes>;
