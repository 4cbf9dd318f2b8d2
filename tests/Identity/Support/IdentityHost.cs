using System.Globalization;
using Cabildo.Identity.Accounts;
using Cabildo.Platform.Country;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Identity.Tests.Support;

/// <summary>The provider as a role runs it, on a database of its own, with two relying parties and one person.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string Password = "una frase que recuerdo";
    public static readonly NationalId Person = new("dni", "31456789");

    private static readonly string Folder = Directory.CreateTempSubdirectory("cabildo-identity-").FullName;
    private readonly TestDatabase? _database;
    private readonly TestHost _host;

    private IdentityHost(TestDatabase? database, TestHost host, ManualTime time, RelyingPartyPeer portal)
    {
        (_database, _host, Time, Portal) = (database, host, time, portal);
    }

    public ManualTime Time { get; }

    /// <summary>A relying party with keys, registered as <c>portal</c>.</summary>
    public RelyingPartyPeer Portal { get; }

    public string Issuer => Portal.Issuer;

    public IServiceProvider Services => _host.App.Services;

    public static async Task<IdentityHost> StartAsync(
        DatabaseEngine engine = DatabaseEngine.Sqlite, Dictionary<string, string?>? settings = null, bool register = true)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var host = await StartOnAsync(database, settings);
        if (register)
            await host.RegisterAsync(Person, "Ana María", "Ríos");
        return host;
    }

    public static async Task<IdentityHost> StartOnAsync(TestDatabase database, Dictionary<string, string?>? settings = null, bool ownsDatabase = true)
    {
        var time = new ManualTime();
        var issuer = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Free("localhost")}");
        var portal = new RelyingPartyPeer(issuer, time);
        WebApplicationBuilder builder;
        lock (Folder) // the first host makes the certificate of the key ring, the others read it
            builder = RoleHost.CreateBuilder("identity", Settings(database, portal, settings));
        builder.Services.AddSingleton<TimeProvider>(time);
        var app = builder.AddIdentity().Build();
        app.UseRole();
        app.MapIdentity();
        return new IdentityHost(ownsDatabase ? database : null, await TestHost.StartAsync(app), time, portal);
    }

    public Browser CreateBrowser() => new(new Uri(Issuer));

    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Issuer) };

    public async Task<AccountRegistration> RegisterAsync(NationalId id, string givenNames, string familyNames, string password = Password)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RegisterAccount>()
            .RunAsync(new NewAccount(id, givenNames, familyNames, password), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(
        TestDatabase database, RelyingPartyPeer portal, Dictionary<string, string?>? more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = portal.Issuer,
            ["Log:Level"] = "Warning",
            ["Database"] = database.ConnectionString,
            ["KeyRing:Certificate"] = Path.Combine(Folder, "keyring.pfx"),
            ["Assets:Folder"] = TestAssets.Folder,
            ["Country:Pack"] = Repository.File("samples/RepublicaDelPlata/pack.yaml"),
            ["Identity:Issuer"] = portal.Issuer,
            ["Identity:PasswordIterations"] = "100000",
            ["Identity:Clients:0:Id"] = RelyingPartyPeer.Id,
            ["Identity:Clients:0:Name:es"] = "Portal ciudadano",
            ["Identity:Clients:0:Name:en"] = "Citizen portal",
            ["Identity:Clients:0:RedirectUris:0"] = RelyingPartyPeer.RedirectUri,
            ["Identity:Clients:0:PostLogoutRedirectUris:0"] = RelyingPartyPeer.PostLogoutRedirectUri,
            ["Identity:Clients:0:Scopes:0"] = "openid",
            ["Identity:Clients:0:Scopes:1"] = "profile",
            ["Identity:Clients:0:Scopes:2"] = "national_id",
            ["Identity:Clients:0:Scopes:3"] = "documents",
            ["Identity:Clients:0:Resources:0"] = RelyingPartyPeer.Resource,
            ["Identity:Clients:0:Jwks"] = portal.Jwks,
            ["Identity:Clients:1:Id"] = "app",
            ["Identity:Clients:1:Name:es"] = "Aplicación",
            ["Identity:Clients:1:RedirectUris:0"] = "com.example.app:/signed-in",
            ["Identity:Clients:1:Public"] = "true",
        };
        foreach (var (key, value) in more ?? [])
            settings[key] = value;
        return settings;
    }
}
