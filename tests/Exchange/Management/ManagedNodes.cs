using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Management;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Management;

/// <summary>Two nodes, the provider's with a door for operators, and an operator with a key.</summary>
internal sealed class ManagedNodes : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private ManagedNodes(TestNodes nodes, TestDatabase database) => (Nodes, _database) = (nodes, database);

    public TestNodes Nodes { get; }

    /// <summary>Calls as the operator "ana".</summary>
    public HttpClient Ana { get; private set; } = null!;

    public string Url => Nodes.Transport.Settings["Exchange:ManagementUrl"]!;

    public static async Task<ManagedNodes> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, Action<TestNodes>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Transport.Settings["Database"] = database.ConnectionString;
            nodes.Transport.Settings["Exchange:ManagementUrl"] = $"http://127.0.9.2:{LoopbackPorts.Free("127.0.9.2")}";
            nodes.Transport.Settings["Exchange:LocalGroups:0:Code"] = "inspectors";
            nodes.Transport.Settings["Exchange:LocalGroups:0:Members:0"] = "RP/GOV/digital/other";
            configure?.Invoke(nodes);
        });
        var managed = new ManagedNodes(nodes, database);
        managed.Ana = managed.ClientOf(await managed.KeyAsync("ana"));
        return managed;
    }

    public async Task<string> KeyAsync(string name, bool mayChange = true) =>
        (await Nodes.Transport.Services.GetRequiredService<OperatorStore>().AddAsync(name, mayChange, TestContext.Current.CancellationToken))!;

    public HttpClient ClientOf(string? key)
    {
        var http = new HttpClient { BaseAddress = new Uri(Url) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        Ana.Dispose();
        await Nodes.DisposeAsync();
        await _database.DisposeAsync();
    }

    public Task<HttpResponseMessage> GiveAsync(string service, object right) => Ana.PostAsJsonAsync("/rights", new { service, right }, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> PutAsync(string path, object body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await Ana.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonArray> ListAsync(string kind) =>
        JsonNode.Parse(await Ana.GetStringAsync("/" + kind, TestContext.Current.CancellationToken))!["items"]!.AsArray();

    public Task<HttpResponseMessage> AskAsync(string path) => Nodes.Http.GetAsync($"/r1/{TestNodes.Provider}/{path}", TestContext.Current.CancellationToken);

    /// <summary>The code of a fault or a refusal; null if there is none.</summary>
    public static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("X-Road-Error", out var errors))
            return errors.Single();
        return answer.IsSuccessStatusCode ? null : (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"];
    }
}
