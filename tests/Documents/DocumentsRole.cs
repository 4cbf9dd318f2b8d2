using System.Globalization;
using System.Net.Http.Headers;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.Trust.Jose;

namespace Cabildo.Documents.Tests;

/// <summary>The role on real Kestrel and a real database, with its outside edges.</summary>
internal sealed class DocumentsRole : IAsyncDisposable
{
    public const string Number = "31456789";

    private readonly TestDatabase _database;
    private readonly string _folder;
    private TestHost? _host;

    private DocumentsRole(TestDatabase database, ExchangeNode node, TokenIssuer tokens, string folder) =>
        (_database, Node, Tokens, _folder) = (database, node, tokens, folder);

    public ExchangeNode Node { get; }

    public TokenIssuer Tokens { get; }

    public string Issuer { get; } = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Free("127.0.0.1")}");

    public TestHost Host => _host!;

    public static async Task<DocumentsRole> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, Action<Dictionary<string, string?>>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-documents-").FullName;
        var role = new DocumentsRole(await TestDatabase.CreateAsync(engine), await ExchangeNode.StartAsync(), await TokenIssuer.StartAsync(), folder);
        await role.RunAsync(change);
        return role;
    }

    /// <summary>Stops the role and starts it on the same database, keys and address.</summary>
    public async Task RestartAsync()
    {
        await _host!.DisposeAsync();
        await RunAsync(change: null);
    }

    public HttpClient Anyone() => Host.CreateClient();

    public HttpClient HolderOf(string number = Number) => With(Tokens.Token(Issuer, $"dni:{number}"));

    public HttpClient With(string token)
    {
        var client = Host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>What an officer's verifier learns over the network.</summary>
    public async Task<LicenceVerifier> FetchVerifierAsync()
    {
        using var anyone = Anyone();
        Assert.True(EcJwk.TryParse(await anyone.GetStringAsync("/trust-list/key"), out _, out var publisher));
        Assert.True(TrustListToken.TryRead(await anyone.GetStringAsync("/trust-list"), publisher, out var trustList));
        var issuers = new TrustedIssuers(trustList);
        var lists = new Dictionary<string, StatusListToken>(StringComparer.Ordinal);
        foreach (var uri in trustList.Issuers.SelectMany(issuer => issuer.StatusLists))
        {
            Assert.True(StatusListToken.TryReadJwt(await anyone.GetStringAsync(uri), kid => issuers.StatusListKey(Issuer, kid, TimeProvider.System.GetUtcNow()), out var list));
            lists[uri] = list;
        }

        return new LicenceVerifier(new VerifierKnowledge(issuers, lists));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        await Node.DisposeAsync();
        await Tokens.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(Action<Dictionary<string, string?>>? change)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = Issuer,
            ["Database"] = _database.ConnectionString,
            ["KeyRing:Certificate"] = Path.Combine(_folder, "keyring.pfx"),
            ["Log:Level"] = "Critical",
            ["Documents:Issuer"] = Issuer,
            ["Documents:Country"] = "RP",
            ["Documents:Authority"] = Tokens.Address.AbsoluteUri.TrimEnd('/'),
            ["Documents:ExchangeUrl"] = Node.Address.AbsoluteUri,
            ["Documents:Client"] = "RP/GOV/digital/documents",
            ["Documents:LicenceService"] = ExchangeNode.LicenceService,
            ["Documents:ChangesService"] = ExchangeNode.ChangesService,
            ["Documents:TokenFolder"] = Path.Combine(_folder, "keys"),
            ["Documents:RefreshInterval"] = "00:00:00.1",
            ["Documents:RegisterTimeout"] = "00:00:02",
        };
        change?.Invoke(settings);
        var builder = RoleHost.CreateBuilder("documents", settings);
        builder.AddDocuments();
        var app = builder.Build();
        app.UseRole();
        app.MapDocuments();
        _host = await TestHost.StartAsync(app);
    }
}
