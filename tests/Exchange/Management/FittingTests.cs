using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Management;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Management;

/// <summary>What the file no longer carries of what calls said, once it was changed and the node started anew (<see cref="ManagedState"/>).</summary>
public sealed class FittingTests : IAsyncLifetime
{
    private const string Closed = TestNodes.Provider + "/closed";
    private const string Added = TestNodes.Provider + "/added";
    private ManagedNodes _nodes = null!;

    public async ValueTask InitializeAsync() => _nodes = await ManagedNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task What_names_a_group_that_the_file_has_no_more_is_out_of_force_and_the_rest_stays()
    {
        var (lost, _) = await SayAsync();

        var (node, started) = ReplicaOf(WithoutGroups);
        await using (started)
        {
            Assert.Equal((2, 1), (ManagementTests.RightsOf(node, "closed"), ManagementTests.RightsOf(node, "added")));
            Assert.DoesNotContain(lost, KeysOf(node));
            Assert.Contains("doctors/" + TestNodes.Client, KeysOf(node));
            Assert.Contains(node.Log.Lines, line => line.Contains($"rights {lost} has no place any more", StringComparison.Ordinal));
        }

        // Where the file still has it, so has the node; and where it has it again.
        Assert.Equal(3, ManagementTests.RightsOf(_nodes.Nodes.Transport, "closed"));
        (node, started) = ReplicaOf(_ => { });
        await using (started)
        {
            Assert.Equal(3, ManagementTests.RightsOf(node, "closed"));
            Assert.Empty(node.Log.Lines);
        }
    }

    [Fact]
    public async Task What_is_about_a_service_that_the_file_has_no_more_waits_for_it()
    {
        await SayAsync();

        var (node, started) = ReplicaOf(settings => settings["Exchange:Services:2:Id"] = TestNodes.Provider + "/renamed");
        await using (started)
        {
            Assert.Equal((0, 1), (ManagementTests.RightsOf(node, "renamed"), ManagementTests.RightsOf(node, "added")));
            Assert.Equal(3, node.Log.Lines.Count(line => line.Contains("has no place any more", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_the_file_says_itself_by_now_is_the_files()
    {
        await SayAsync();

        var (node, started) = ReplicaOf(settings =>
        {
            settings["Exchange:Services:3:Id"] = Added;
            settings["Exchange:Services:3:Urls:0"] = "http://127.0.9.3:1/files";
        });
        await using (started)
        {
            var state = node.Services.GetRequiredService<ManagedState>();
            Assert.Null(state.Current.Overlay.Find(Kinds.Services, Added)!.Row);
            // The right that a call gave to it is one to the file's.
            Assert.Equal(1, ManagementTests.RightsOf(node, "added"));
        }
    }

    [Fact]
    public async Task Changes_come_into_force_also_while_something_is_out_of_it_and_its_removal_ends_that()
    {
        var (lost, kept) = await SayAsync();
        var (node, started) = ReplicaOf(WithoutGroups);
        await using (started)
        {
            await _nodes.Ana.DeleteAsync("/rights/" + kept, TestContext.Current.CancellationToken);
            await ManagementTests.AssertEventuallyAsync(() => ManagementTests.RightsOf(node, "closed") == 1);
            Assert.DoesNotContain(lost, KeysOf(node));

            await _nodes.Ana.DeleteAsync("/rights/" + lost, TestContext.Current.CancellationToken);
            var complaints = node.Log.Lines.Count;
            await _nodes.GiveAsync(Closed, new { client = "RP/GOV/digital/third" });
            await ManagementTests.AssertEventuallyAsync(() => ManagementTests.RightsOf(node, "closed") == 2);
            Assert.Equal(complaints, node.Log.Lines.Count);
        }
    }

    /// <summary>A group with a member, a service, and rights to the file's service: of the added group, of a client, and of the file's group.</summary>
    private async Task<(string Lost, string Kept)> SayAsync()
    {
        await _nodes.PutAsync("/groups/doctors", new { });
        await _nodes.PutAsync("/members/doctors/" + TestNodes.Client, new { });
        await _nodes.PutAsync("/services/" + Added, new { urls = new[] { _nodes.Nodes.Service.Url } });
        await _nodes.GiveAsync(Added, new { client = TestNodes.Client });
        await _nodes.GiveAsync(Closed, new { localGroup = "doctors" });
        return (await KeyAsync(new { localGroup = "inspectors" }), await KeyAsync(new { client = TestNodes.Client }));
    }

    private async Task<string> KeyAsync(object right)
    {
        using var given = await _nodes.GiveAsync(Closed, right);
        return (string)(await given.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["key"]!;
    }

    private (Node Node, IAsyncDisposable Started) ReplicaOf(Action<Dictionary<string, string?>> change) => ManagementTests.ReplicaOf(_nodes, settings =>
    {
        settings["Log:Level"] = "Error";
        change(settings);
    });

    private static void WithoutGroups(Dictionary<string, string?> settings)
    {
        foreach (var name in settings.Keys.Where(name => name.StartsWith("Exchange:LocalGroups:", StringComparison.Ordinal)).ToList())
            settings.Remove(name);
    }

    private static List<string> KeysOf(Node node) => [.. node.Services.GetRequiredService<ManagedState>().Current.Rows.Select(row => row.Key)];
}
