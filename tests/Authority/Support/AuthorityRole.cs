using System.Globalization;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Servers;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.XRoad.Identifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Authority.Tests.Support;

/// <summary>The role on real Kestrel, a real database and real key files, of an instance with two servers.</summary>
internal sealed class AuthorityRole : IAsyncDisposable
{
    public static readonly SecurityServerId TransportServer = Server("RP/GOV/transport/ss1");
    public static readonly SecurityServerId HealthServer = Server("RP/GOV/health/ss1");

    // The role has no cookies: making the ring's RSA key anew would be the longest part of every test.
    private static readonly string KeyRing = Path.Combine(Directory.CreateTempSubdirectory("cabildo-authority-keyring-").FullName, "keyring.pfx");

    private readonly TestDatabase _database;
    private TestHost? _host;

    private AuthorityRole(TestDatabase database) => _database = database;

    /// <summary>Starts at the machine's time, by which openssl judges, and moves when a test says so.</summary>
    public ManualTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    public string Folder { get; } = Directory.CreateTempSubdirectory("cabildo-authority-").FullName;

    public string Url { get; } = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Free("127.0.0.1")}");

    public string FactsFile => Path.Combine(Folder, "facts.yaml");

    public HttpClient Anyone { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static async Task<AuthorityRole> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, Action<Dictionary<string, string?>>? change = null)
    {
        var role = new AuthorityRole(await TestDatabase.CreateAsync(engine));
        role.Anyone.BaseAddress = new Uri(role.Url);
        await File.WriteAllTextAsync(role.FactsFile, ExampleFacts.Text);
        await role.RunAsync(change);
        return role;
    }

    /// <summary>Stops the role and starts it on the same database, keys and address.</summary>
    public async Task RestartAsync(Action<Dictionary<string, string?>>? change = null)
    {
        await StopAsync();
        await RunAsync(change);
    }

    /// <summary>Starts the role again after <see cref="StopAsync"/>.</summary>
    public Task RestartedAsync() => RunAsync(change: null);

    public async Task StopAsync()
    {
        await _host!.DisposeAsync();
        _host = null;
    }

    public T The<T>()
        where T : notnull => _host!.App.Services.GetRequiredService<T>();

    /// <summary>Another process of the role beside this one: same database and keys, behind the same public address.</summary>
    public Task<TestHost> ReplicaAsync() => StartAsync("http://127.0.0.1:0", change: null);

    /// <summary>Issues what must be issuable.</summary>
    public async Task<IssuedCertificate> IssueAsync(CertificateOrder order)
    {
        var (issued, refusal) = await The<IssueCertificate>().RunAsync(order, TestContext.Current.CancellationToken);
        Assert.Null(refusal);
        return issued!;
    }

    /// <summary>A certificate for the transport ministry's server, registered.</summary>
    public async Task<IssuedCertificate> RegisterTransportAsync()
    {
        var issued = await IssueAsync(CertificateOrder.Authentication(Requests.Ec(), TransportServer));
        Assert.Null(await The<RegisterServerCertificate>().RunAsync(TransportServer, issued.Der, TestContext.Current.CancellationToken));
        return issued;
    }

    public string Save(string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes.Span);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        Anyone.Dispose();
        await _database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync(Action<Dictionary<string, string?>>? change) => _host = await StartAsync(Url, change);

    private Task<TestHost> StartAsync(string address, Action<Dictionary<string, string?>>? change)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = address,
            ["Database"] = _database.ConnectionString,
            ["KeyRing:Certificate"] = KeyRing,
            ["Log:Level"] = "Critical",
            ["Authority:Facts"] = FactsFile,
            ["Authority:PublicUrl"] = Url,
            ["Authority:Name"] = "Autoridad del Plata",
            ["Authority:RootToken"] = Path.Combine(Folder, "root"),
            ["Authority:Token"] = Path.Combine(Folder, "keys"),
        };
        change?.Invoke(settings);
        var builder = RoleHost.CreateBuilder("authority", settings);
        builder.AddAuthority();
        builder.Services.AddSingleton<TimeProvider>(Time);
        var app = builder.Build();
        app.UseRole();
        app.MapAuthority();
        return TestHost.StartAsync(app);
    }

    private static SecurityServerId Server(string text) => SecurityServerId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));
}
