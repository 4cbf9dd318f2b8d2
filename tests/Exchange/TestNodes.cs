using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests;

/// <summary>A consumer's node, a provider's node and a service behind it, each a real server on addresses of its own.</summary>
internal sealed class TestNodes : IAsyncDisposable
{
    public const string Client = "RP/GOV/digital/documents";
    public const string Provider = "RP/GOV/transport/licences";
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-exchange-").FullName;
    private readonly List<IAsyncDisposable> _running = [];

    private TestNodes()
    {
    }

    public Node Consumer { get; } = new("RP/GOV/digital/digital-1", "127.0.9.1", Client);

    public Node Transport { get; } = new("RP/GOV/transport/transport-1", "127.0.9.2", Provider);

    /// <summary>The instance that both are registered in.</summary>
    public TestCountry Country { get; private set; } = null!;

    public TestService Service { get; } = new("127.0.9.3");

    /// <summary>A client of the consumer's node, which speaks for <see cref="Client"/>.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Starts all three; <paramref name="configure"/> may change the settings of the two nodes first.</summary>
    public static async Task<TestNodes> StartAsync(Action<TestNodes>? configure = null)
    {
        var nodes = new TestNodes();
        nodes.Country = await TestCountry.StartAsync(nodes._folder);
        nodes.Consumer.Join(nodes.Country, Path.Combine(nodes._folder, "consumer"));
        nodes.Transport.Join(nodes.Country, Path.Combine(nodes._folder, "transport"));
        nodes.Consumer.Settings["Exchange:Clients:0:Id"] = Client;
        nodes.Consumer.Settings["Exchange:Clients:0:Connection"] = "Http";
        nodes.AddService(nodes.Transport.Settings);
        configure?.Invoke(nodes);
        nodes.Http = nodes.ClientOf(nodes.Consumer);
        try
        {
            nodes._running.Add(await nodes.Service.StartAsync());
            await nodes.StartNodeAsync(nodes.Consumer);
            await nodes.StartNodeAsync(nodes.Transport);
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    public HttpClient ClientOf(Node node)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(node.ClientsUrl) };
        http.DefaultRequestHeaders.Add("X-Road-Client", Client);
        return http;
    }

    /// <summary>Stops a node or the service, as an outage would.</summary>
    public async Task StopAsync(int index) => await _running[index].DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var host in Enumerable.Reverse(_running))
            await host.DisposeAsync();
        await Country.DisposeAsync();
        Consumer.Dispose();
        Transport.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void AddService(Dictionary<string, string?> settings)
    {
        settings["Exchange:Services:0:Id"] = Provider + "/licence";
        settings["Exchange:Services:0:Urls:0"] = Service.Url + "/licences";
        settings["Exchange:Services:0:Timeout"] = "00:00:02";
        settings["Exchange:Services:0:Grants:0:Client"] = Client;
        settings["Exchange:Services:0:Grants:0:Agreement"] = "agreement 2026-17";
        settings["Exchange:Services:1:Id"] = Provider + "/read-only";
        settings["Exchange:Services:1:Urls:0"] = Service.Url;
        settings["Exchange:Services:1:Grants:0:Client"] = Client;
        settings["Exchange:Services:1:Grants:0:Method"] = "GET";
        settings["Exchange:Services:1:Grants:0:Path"] = "/public/*";
        settings["Exchange:Services:2:Id"] = Provider + "/closed";
        settings["Exchange:Services:2:Urls:0"] = Service.Url;
    }

    private async Task StartNodeAsync(Node node)
    {
        var app = node.Build();
        await app.StartAsync();
        _running.Add(new Running(app));
        await node.RefreshAsync();
    }
}

/// <summary>A node that is stopped before it is disposed, as its host would.</summary>
internal sealed class Running(WebApplication app) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>One node: its settings, its token and, once built, its application.</summary>
internal sealed class Node(string server, string address, string subsystem) : IDisposable
{
    public string Server { get; } = server;

    public SecurityServerId Id => SecurityServerId.TryParse(Server, out var id) ? id : throw new InvalidOperationException(Server);

    public string Address { get; } = address;

    public string ClientsUrl { get; } = $"http://{address}:{LoopbackPorts.Free(address)}";

    public string PeersUrl { get; private set; } = string.Empty;

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal) { ["Log:Level"] = "None" };

    public string Fingerprint { get; private set; } = string.Empty;

    public SoftToken Token { get; private set; } = null!;

    public X509Certificate2 Certificate => Token.Find("auth")!.Certificate!;

    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>Signs as the node's owner does, outside the node.</summary>
    public MessageSigner SignerUnder(TestCountry country)
    {
        var key = Token.Find(NodeKeys.SigningLabel(Id.Owner))!;
        return new MessageSigner(new SigningIdentity(key.Key, key.Certificate!, [], [country.Responder.Answer(key.Certificate!)]), TimeProvider.System);
    }

    /// <summary>The node's clock, where a test moves it.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>Where its settings come from, as its executable would know.</summary>
    public SettingOrigins? Origins { get; set; }

    /// <summary>What the node logs, where <c>Log:Level</c> lets it.</summary>
    public Log Log { get; } = new();

    /// <summary>Gives it keys, certificates and settings, and registers it with its subsystem.</summary>
    public void Join(TestCountry country, string folder)
    {
        Token = SoftToken.Open(folder);
        Fingerprint = TestKeys.Ensure(Token, country.Authority, Id, [Address], country.Validity);
        TestKeys.EnsureSigning(Token, country.Authority, TestCountry.Profile, Id.Owner, Id, country.Validity);
        Assert.True(ClientId.TryParse(Subsystem, out var client));
        country.Register(Id, Address, [Certificate], client);
        country.Configure(Settings, folder);
        Settings["Database"] = $"Data Source={Path.Combine(folder, "exchange.db")}";
        PeersUrl = $"https://{Address}:{country.PeersPort}";
        Settings["Exchange:Server"] = Server;
        Settings["Exchange:ClientsUrl"] = ClientsUrl;
        Settings["Exchange:PeersUrl"] = PeersUrl;
        Settings["Exchange:Token"] = folder;
    }

    /// <summary>Has it ask the centre and the responders now.</summary>
    public async Task RefreshAsync()
    {
        await Services.GetRequiredService<ConfigurationClient>().RefreshAsync(TestContext.Current.CancellationToken);
        await Services.GetRequiredService<OcspRefresh>().RunAsync(TestContext.Current.CancellationToken);
    }

    public string Subsystem { get; } = subsystem;

    public WebApplication Build()
    {
        var builder = RoleHost.CreateBuilder("exchange", Settings, keepsSessions: false);
        if (Time is not null)
            builder.Services.AddSingleton(Time);
        if (Origins is not null)
            builder.Services.AddSingleton(Origins);
        builder.AddExchange();
        builder.Logging.AddProvider(Log);
        var app = builder.Build();
        app.MapExchange();
        app.UseRole();
        Services = app.Services;
        return app;
    }

    public void Dispose()
    {
        Token?.Dispose();
        Log.Dispose();
    }
}
