using System.Net;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Node;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Management;

public sealed class ManagementTests
{
    private const string Closed = TestNodes.Provider + "/closed";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_right_counts_from_the_next_message_on_and_no_more_once_it_is_taken_back(DatabaseEngine engine)
    {
        await using var nodes = await ManagedNodes.StartAsync(engine);
        Assert.Equal("Server.ServerProxy.AccessDenied", await ManagedNodes.CodeOf(await nodes.AskAsync("closed/secret")));

        using var given = await nodes.GiveAsync(Closed, new { client = TestNodes.Client, method = "GET", path = "/secret", agreement = "2026-18" });
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        Assert.Equal("secret", await (await nodes.AskAsync("closed/secret")).Content.ReadAsStringAsync(Ct));
        Assert.Equal("Server.ServerProxy.AccessDenied", await ManagedNodes.CodeOf(await nodes.AskAsync("closed/public/a")));

        using var taken = await nodes.Ana.DeleteAsync(given.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal("Server.ServerProxy.AccessDenied", await ManagedNodes.CodeOf(await nodes.AskAsync("closed/secret")));
        Assert.Equal(["put", "remove"], (await nodes.ListAsync("changes")).Select(change => (string?)change!["action"]));
        Assert.All(await nodes.ListAsync("changes"), change => Assert.Equal("ana", (string?)change!["operator"]));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_service_is_added_changed_put_out_of_service_and_removed_with_its_rights(DatabaseEngine engine)
    {
        await using var nodes = await ManagedNodes.StartAsync(engine);
        const string Service = "/services/" + TestNodes.Provider + "/added";

        using var added = await nodes.PutAsync(Service, new { urls = new[] { nodes.Nodes.Service.Url + "/public" }, timeout = "00:00:03" });
        await nodes.GiveAsync(TestNodes.Provider + "/added", new { client = TestNodes.Client });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("b", await (await nodes.AskAsync("added/b")).Content.ReadAsStringAsync(Ct));

        using var changed = await nodes.PutAsync(Service, new { urls = new[] { nodes.Nodes.Service.Url } }, added.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("secret", await (await nodes.AskAsync("added/secret")).Content.ReadAsStringAsync(Ct));

        await nodes.PutAsync($"/disabled/{TestNodes.Provider}/added", new { notice = "Until noon." });
        Assert.Equal("Server.ServerProxy.ServiceDisabled", await ManagedNodes.CodeOf(await nodes.AskAsync("added/secret")));
        await nodes.Ana.DeleteAsync($"/disabled/{TestNodes.Provider}/added", Ct);
        Assert.Null(await ManagedNodes.CodeOf(await nodes.AskAsync("added/secret")));

        Assert.Equal(HttpStatusCode.NoContent, (await nodes.Ana.DeleteAsync(Service, Ct)).StatusCode);
        Assert.Equal("Server.ServerProxy.UnknownService", await ManagedNodes.CodeOf(await nodes.AskAsync("added/secret")));
        Assert.DoesNotContain(await nodes.ListAsync("rights"), right => (string?)right!["origin"] == "call");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_replica_takes_a_change_over_and_it_is_there_after_a_restart(DatabaseEngine engine)
    {
        await using var nodes = await ManagedNodes.StartAsync(engine);
        var replica = ReplicaOf(nodes);
        await using (replica.Started)
        {
            await nodes.GiveAsync(Closed, new { client = TestNodes.Client });
            await AssertEventuallyAsync(() => RightsOf(replica.Node, "closed") == 1);
        }

        var restarted = ReplicaOf(nodes);
        await using (restarted.Started)
            Assert.Equal(1, RightsOf(restarted.Node, "closed"));
    }

    [Fact]
    public async Task Groups_and_members_are_added_to_the_files_and_beside_them()
    {
        await using var nodes = await ManagedNodes.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await nodes.PutAsync("/groups/doctors", new { })).StatusCode);
        await nodes.GiveAsync(Closed, new { localGroup = "doctors" });
        Assert.Equal("Server.ServerProxy.AccessDenied", await ManagedNodes.CodeOf(await nodes.AskAsync("closed/secret")));
        await nodes.PutAsync("/members/doctors/" + TestNodes.Client, new { });
        Assert.Null(await ManagedNodes.CodeOf(await nodes.AskAsync("closed/secret")));
        Assert.Equal(HttpStatusCode.Created, (await nodes.PutAsync("/members/inspectors/" + TestNodes.Client, new { })).StatusCode);

        Assert.Equal("in-use", await ManagedNodes.CodeOf(await nodes.Ana.DeleteAsync("/groups/doctors", Ct)));
        await nodes.Ana.DeleteAsync("/members/doctors/" + TestNodes.Client, Ct);
        Assert.Equal("Server.ServerProxy.AccessDenied", await ManagedNodes.CodeOf(await nodes.AskAsync("closed/secret")));
    }

    [Fact]
    public async Task A_client_that_is_added_may_call_by_the_connection_that_is_said()
    {
        await using var nodes = await ManagedNodes.StartAsync(configure: nodes => nodes.Transport.Settings["Exchange:Services:1:Grants:1:Client"] = TestNodes.Provider);
        using var http = nodes.Nodes.ClientOf(nodes.Nodes.Transport);
        http.DefaultRequestHeaders.Remove("X-Road-Client");
        http.DefaultRequestHeaders.Add("X-Road-Client", TestNodes.Provider);
        const string Path = "/r1/" + TestNodes.Provider + "/read-only/public/a";
        Assert.Equal("Server.ClientProxy.UnknownMember", await ManagedNodes.CodeOf(await http.GetAsync(Path, Ct)));

        var added = await nodes.PutAsync("/clients/" + TestNodes.Provider, new { connection = "Https" });
        Assert.Equal("Server.ClientProxy.SslAuthenticationFailed", await ManagedNodes.CodeOf(await http.GetAsync(Path, Ct)));
        await nodes.PutAsync("/clients/" + TestNodes.Provider, new { connection = "Http" }, added.Headers.ETag!.Tag);
        Assert.Equal("a", await http.GetStringAsync(Path, Ct));

        await nodes.Ana.DeleteAsync("/clients/" + TestNodes.Provider, Ct);
        Assert.Equal("Server.ClientProxy.UnknownMember", await ManagedNodes.CodeOf(await http.GetAsync(Path, Ct)));
    }

    [Fact]
    public async Task Everything_in_force_is_listed_with_where_it_comes_from()
    {
        await using var nodes = await ManagedNodes.StartAsync();
        await nodes.GiveAsync(Closed, new { client = TestNodes.Client, fields = new[] { "a" }, limit = new { perDay = 3 } });

        var rights = await nodes.ListAsync("rights");

        Assert.Equal(["the node's settings", "the node's settings", "call"], rights.Select(right => (string?)right!["origin"]));
        Assert.Equal("Services:0:Grants:0", (string?)rights[0]!["key"]);
        Assert.Equal(3, (int?)rights[2]!["value"]!["right"]!["limit"]!["perDay"]);
        Assert.Equal([$"{TestNodes.Provider}/licence", $"{TestNodes.Provider}/read-only", Closed], (await nodes.ListAsync("services")).Select(service => (string?)service!["key"]));
        Assert.Equal(["inspectors/RP/GOV/digital/other"], (await nodes.ListAsync("members")).Select(member => (string?)member!["key"]));
        using var one = await nodes.Ana.GetAsync("/rights/" + (string?)rights[2]!["key"], Ct);
        Assert.Equal($"\"{rights[2]!["version"]}\"", one.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task What_is_in_force_is_read_without_allocating()
    {
        await using var nodes = await ManagedNodes.StartAsync();
        var settings = nodes.Nodes.Transport.Services.GetRequiredService<NodeSettings>();
        Assert.True(ServiceId.TryParse(Closed, out var id));
        var (called, found) = (CalledService.Of(id), 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            found += settings.Offered.Services.ContainsKey(called) ? 1 : 0;

        Assert.Equal((1_000, 0), (found, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    internal static int RightsOf(Node node, string service)
    {
        Assert.True(ServiceId.TryParse($"{TestNodes.Provider}/{service}", out var id));
        return node.Services.GetRequiredService<NodeSettings>().Services[CalledService.Of(id)].Grants.Count;
    }

    // The same server once more, at another address, on the same database.
    internal static (Node Node, IAsyncDisposable Started) ReplicaOf(ManagedNodes nodes, Action<Dictionary<string, string?>>? change = null)
    {
        var replica = new Node(nodes.Nodes.Transport.Server, "127.0.9.6", TestNodes.Provider);
        foreach (var (name, value) in nodes.Nodes.Transport.Settings)
            replica.Settings[name] = value;
        replica.Settings["Exchange:ClientsUrl"] = replica.ClientsUrl;
        replica.Settings["Exchange:PeersUrl"] = $"https://127.0.9.6:{nodes.Nodes.Country.PeersPort}";
        replica.Settings.Remove("Exchange:ManagementUrl");
        change?.Invoke(replica.Settings);
        var app = replica.Build();
        app.StartAsync(Ct).GetAwaiter().GetResult();
        return (replica, new Running(app));
    }

    internal static async Task AssertEventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 150 && !condition(); i++)
            await Task.Delay(20, Ct);
        Assert.True(condition());
    }
}
