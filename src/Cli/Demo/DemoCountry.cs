using Cabildo.CivilRegister;
using Cabildo.Cli.Roles;
using Cabildo.Identity.Accounts;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.TransportRegister;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Cli.Demo;

/// <summary>The demo country, running: every role in this process, each listening on its own address.</summary>
internal sealed class DemoCountry : IAsyncDisposable
{
    private readonly List<WebApplication> _roles = [];

    private DemoCountry(DemoAddresses addresses, DemoSecrets secrets, IReadOnlyList<DemoPerson> people) =>
        (Addresses, Secrets, People) = (addresses, secrets, people);

    public DemoAddresses Addresses { get; }

    public DemoSecrets Secrets { get; }

    public IReadOnlyList<DemoPerson> People { get; }

    /// <summary>Starts everything on what <paramref name="folder"/> holds, filling what is empty.</summary>
    /// <param name="folder">The data folder; it is made if it does not exist.</param>
    /// <param name="addresses">Where to listen.</param>
    /// <param name="licences">How many licences a new register gets.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="ct">Stops the start.</param>
    public static async Task<DemoCountry> StartAsync(string folder, DemoAddresses addresses, int licences, IDemoProgress progress, CancellationToken ct)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var people = DemoPeople.Load(CountryFolder.People);
        var country = new DemoCountry(addresses, DemoSecrets.LoadOrCreate(folder), people);
        try
        {
            await country.StartAsync(folder, licences, progress, ct);
            return country;
        }
        catch
        {
            await country.DisposeAsync();
            throw;
        }
    }

    /// <summary>The application that answers at <paramref name="address"/>.</summary>
    public WebApplication RoleAt(Uri address) =>
        _roles.Single(role => role.Urls.Any(url => new Uri(url).Authority == address.Authority));

    public async ValueTask DisposeAsync()
    {
        // The last started is the first to stop: nobody is asked by someone who still runs.
        _roles.Reverse();
        foreach (var role in _roles)
        {
            await role.StopAsync();
            await role.DisposeAsync();
        }

        _roles.Clear();
    }

    private async Task StartAsync(string folder, int licences, IDemoProgress progress, CancellationToken ct)
    {
        var settings = new DemoSettings(folder, Addresses, Secrets, People);

        progress.Doing("Opening the registers");
        var transport = await RunAsync(TransportRegisterApplication.Build(settings.TransportRegister()), ct);
        var civil = await RunAsync(CivilRegisterApplication.Build(settings.CivilRegister()), ct);
        await Task.WhenAll(
            transport.Services.GetRequiredService<TransportRegister.Filling.FillRegister>().RunAsync(People, licences, progress.Counting("licences", licences), ct),
            civil.Services.GetRequiredService<CivilRegister.Filling.FillRegister>().RunAsync(People, Population.Count, progress: null, ct));

        progress.Doing("Connecting the exchange nodes");
        foreach (var node in DemoNodes.Create(folder, Addresses, TimeProvider.System).Settings())
            await RunAsync(RoleApplications.Exchange(Configuration(DemoSettings.Node(node))), ct);

        progress.Doing("Starting identity, documents and portal");
        var identity = await RunAsync(RoleApplications.Identity(Configuration(settings.Identity())), ct);
        await using (var scope = identity.Services.CreateAsyncScope())
            await new EnrolPeople(scope.ServiceProvider.GetRequiredService<RegisterAccount>(), Addresses.Digital.Clients).RunAsync(People, Secrets.Password, ct);
        await RunAsync(RoleApplications.Documents(Configuration(settings.Documents())), ct);
        await RunAsync(RoleApplications.Portal(Configuration(settings.Portal())), ct);
    }

    private async Task<WebApplication> RunAsync(WebApplication role, CancellationToken ct)
    {
        _roles.Add(role);
        await role.StartAsync(ct);
        return role;
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
