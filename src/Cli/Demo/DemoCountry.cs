using Cabildo.Cli.Roles;
using Cabildo.CivilRegister;
using Cabildo.HealthRegister;
using Cabildo.Identity.Accounts;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.TransportRegister;
using Cabildo.Trust.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Cli.Demo;

/// <summary>The demo country, running: every role in this process, each listening on its own address.</summary>
internal sealed class DemoCountry : IAsyncDisposable
{
    private readonly DemoSetup _setup;
    private readonly DemoRole _authority;
    private readonly DemoRole _transportRegister;
    private readonly DemoRole _civilRegister;
    private readonly DemoRole _healthRegister;
    private readonly DemoRole _identity;
    private readonly DemoRole _documents;
    private readonly DemoRole _portal;
    private IReadOnlyList<DemoRole> _nodes = [];

    private DemoCountry(DemoSetup setup)
    {
        _setup = setup;
        Secrets = DemoSecrets.LoadOrCreate(setup.Folder);
        People = DemoPeople.Load(CountryFolder.People);
        var settings = new DemoSettings(setup, Secrets, People);
        _authority = new DemoRole(Addresses.Authority, settings.Authority(), RoleApplications.Authority);
        _transportRegister = new DemoRole(Addresses.TransportRegister, settings.TransportRegister(), TransportRegisterApplication.Build);
        _civilRegister = new DemoRole(Addresses.CivilRegister, settings.CivilRegister(), CivilRegisterApplication.Build);
        _healthRegister = new DemoRole(Addresses.HealthRegister, settings.HealthRegister(), HealthRegisterApplication.Build);
        _identity = new DemoRole(Addresses.Identity, settings.Identity(), RoleApplications.Identity);
        _documents = new DemoRole(Addresses.Documents, settings.Documents(), RoleApplications.Documents);
        _portal = new DemoRole(Addresses.Portal, settings.Portal(), RoleApplications.Portal);
    }

    public DemoAddresses Addresses => _setup.Addresses;

    /// <summary>Where it keeps its data.</summary>
    public string Folder => _setup.Folder;

    public DemoSecrets Secrets { get; }

    public IReadOnlyList<DemoPerson> People { get; }

    // Who is asked by another comes before it.
    private IEnumerable<DemoRole> Roles => [_authority, _transportRegister, _civilRegister, _healthRegister, .. _nodes, _identity, _documents, _portal];

    /// <summary>Starts everything on what the data folder holds, filling what is empty.</summary>
    /// <param name="folder">The data folder; it is made if it does not exist.</param>
    /// <param name="addresses">Where to listen.</param>
    /// <param name="licences">How many licences a new register gets.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="ct">Stops the start.</param>
    public static Task<DemoCountry> StartAsync(string folder, DemoAddresses addresses, int licences, IDemoProgress progress, CancellationToken ct) =>
        StartAsync(new DemoSetup(folder, addresses, licences), progress, ct);

    /// <inheritdoc cref="StartAsync(string, DemoAddresses, int, IDemoProgress, CancellationToken)"/>
    public static async Task<DemoCountry> StartAsync(DemoSetup setup, IDemoProgress progress, CancellationToken ct)
    {
        setup = setup with { Folder = Path.GetFullPath(setup.Folder) };
        PrivateFile.CreateFolder(setup.Folder);
        var country = new DemoCountry(setup);
        try
        {
            await country.StartAsync(progress, ct);
            return country;
        }
        catch
        {
            await country.DisposeAsync();
            throw;
        }
    }

    /// <summary>The role that answers at <paramref name="address"/>; of an exchange node, its clients' address.</summary>
    public DemoRole RoleAt(Uri address) => Roles.Single(role => role.Address.Authority == address.Authority);

    public async ValueTask DisposeAsync()
    {
        // The last in the row is the first to stop: nobody is asked by someone who still runs.
        foreach (var role in Roles.Reverse())
            await role.StopAsync();
    }

    private async Task StartAsync(IDemoProgress progress, CancellationToken ct)
    {
        progress.Doing("Opening the registers, the exchange nodes and identity");
        await Task.WhenAll(
            Task.Run(() => FillTransportAsync(progress, ct), ct),
            Task.Run(() => FillCivilAsync(ct), ct),
            Task.Run(() => FillHealthAsync(ct), ct),
            Task.Run(() => ConnectNodesAsync(ct), ct),
            Task.Run(() => _identity.StartAsync(ct), ct),
            Task.Run(() => _portal.StartAsync(ct), ct));

        progress.Doing("Opening the accounts and the issuer of documents");
        await Task.WhenAll(
            Task.Run(() => EnrolAsync(ct), ct),
            Task.Run(() => _documents.StartAsync(ct), ct));
    }

    private async Task FillTransportAsync(IDemoProgress progress, CancellationToken ct)
    {
        await _transportRegister.StartAsync(ct);
        await _transportRegister.Services.GetRequiredService<TransportRegister.Filling.FillRegister>()
            .RunAsync(People, _setup.Licences, progress.Counting("licences", _setup.Licences), ct);
    }

    private async Task FillCivilAsync(CancellationToken ct)
    {
        await _civilRegister.StartAsync(ct);
        await _civilRegister.Services.GetRequiredService<CivilRegister.Filling.FillRegister>()
            .RunAsync(People, _setup.Population, progress: null, ct);
    }

    private async Task FillHealthAsync(CancellationToken ct)
    {
        await _healthRegister.StartAsync(ct);
        await _healthRegister.Services.GetRequiredService<HealthRegister.Filling.FillRegister>()
            .RunAsync(People, _setup.Cards, progress: null, ct);
    }

    private async Task ConnectNodesAsync(CancellationToken ct)
    {
        var nodes = new DemoNodes(_setup);
        await File.WriteAllTextAsync(DemoSettings.FactsIn(_setup.Folder), nodes.Facts(), ct);
        await _authority.StartAsync(ct);
        var centre = new DemoCentre(_authority, _setup.Folder, TimeProvider.System);
        foreach (var node in nodes.All)
            await centre.EnrolAsync(node, ct);
        await centre.PublishAnchorAsync(ct);

        var level = _setup.Log;
        _nodes = [.. nodes.All.Select(node =>
            new DemoRole(node.Addresses.Clients, DemoSettings.Logged(nodes.SettingsOf(node, centre.Anchor), level), RoleApplications.Exchange))];
        await Task.WhenAll(_nodes.Select(node => node.StartAsync(ct)));
        await Task.WhenAll(_nodes.Select(node => node.ReadyAsync(ct)));
    }

    private async Task EnrolAsync(CancellationToken ct)
    {
        await using var scope = _identity.Services.CreateAsyncScope();
        await new EnrolPeople(scope.ServiceProvider.GetRequiredService<RegisterAccount>(), Addresses.Digital.Clients).RunAsync(People, Secrets.Password, ct);
    }
}
