using System.Net;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Management;
using Cabildo.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Management;

public sealed class ManagementRefusalTests : IAsyncLifetime
{
    private const string Licence = TestNodes.Provider + "/licence";
    private const string Added = "/services/" + TestNodes.Provider + "/added";
    private ManagedNodes _nodes = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _nodes = await ManagedNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Nobody_is_let_in_without_an_operators_key_and_after_ten_wrong_ones_nobody_at_all()
    {
        using var nobody = _nodes.ClientOf(null);
        using var wrong = _nodes.ClientOf("cabildo-operator-wrong");

        using var unnamed = await nobody.GetAsync("/rights", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, unnamed.StatusCode);
        Assert.Equal("application/problem+json", unnamed.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-operator", await ManagedNodes.CodeOf(unnamed));
        for (var i = 0; i < 9; i++)
            Assert.Equal("no-operator", await ManagedNodes.CodeOf(await wrong.GetAsync("/rights", Ct)));
        using var late = await _nodes.Ana.GetAsync("/rights", Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.Equal("too-many-attempts", await ManagedNodes.CodeOf(late));
        Assert.InRange(late.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task An_operator_who_may_look_changes_nothing_and_one_who_was_removed_sees_nothing()
    {
        using var reader = _nodes.ClientOf(await _nodes.KeyAsync("luz", mayChange: false));

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/rights", Ct)).StatusCode);
        Assert.Equal("read-only-operator", await ManagedNodes.CodeOf(await reader.DeleteAsync("/services/" + Licence, Ct)));
        Assert.True(await _nodes.Nodes.Transport.Services.GetRequiredService<OperatorStore>().RemoveAsync("luz", Ct));
        Assert.Equal("no-operator", await ManagedNodes.CodeOf(await reader.GetAsync("/rights", Ct)));
    }

    [Theory]
    [InlineData("services", Licence, """{"urls":["http://127.0.9.3:1"]}""")]
    [InlineData("groups", "inspectors", "{}")]
    [InlineData("members", "inspectors/RP/GOV/digital/other", "{}")]
    public async Task What_the_file_says_only_the_file_changes(string kind, string key, string body)
    {
        using var put = await _nodes.Ana.PutAsync($"/{kind}/{key}", new StringContent(body), Ct);
        using var removed = await _nodes.Ana.DeleteAsync($"/{kind}/{key}", Ct);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (put.StatusCode, removed.StatusCode));
        Assert.Equal("set-by-file", await ManagedNodes.CodeOf(put));
        Assert.Equal("set-by-file", await ManagedNodes.CodeOf(removed));
    }

    [Fact]
    public async Task A_refusal_names_the_line_of_the_file()
    {
        await using var nodes = await ManagedNodes.StartAsync(configure: nodes =>
            nodes.Transport.Origins = new SettingOrigins("node.yaml", new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Exchange:Services:0:Grants:0:Client"] = 17 }, new Dictionary<string, string>(StringComparer.Ordinal)));

        using var taken = await nodes.Ana.DeleteAsync("/rights/Services:0:Grants:0", Ct);

        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("is set in node.yaml, line 17: change it there", (string?)JsonNode.Parse(await taken.Content.ReadAsStringAsync(Ct))!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_what_was_changed_meanwhile_is_refused()
    {
        using var added = await _nodes.PutAsync(Added, new { urls = new[] { "http://127.0.9.3:1" } });
        var seen = added.Headers.ETag!.Tag;

        Assert.Equal("if-match-required", await ManagedNodes.CodeOf(await _nodes.PutAsync(Added, new { urls = new[] { "http://127.0.9.3:2" } })));
        Assert.Null(await ManagedNodes.CodeOf(await _nodes.PutAsync(Added, new { urls = new[] { "http://127.0.9.3:2" } }, seen)));
        using var lost = await _nodes.PutAsync(Added, new { urls = new[] { "http://127.0.9.3:3" } }, seen);
        Assert.Equal(HttpStatusCode.PreconditionFailed, lost.StatusCode);
        Assert.Equal("changed-meanwhile", await ManagedNodes.CodeOf(lost));
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_made_one_after_the_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _nodes.PutAsync($"/groups/group-{i}", new { })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal([1L, 2L, 3L, 4L], (await _nodes.ListAsync("changes")).Select(change => (long)change!["version"]!));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        using var answer = await _nodes.Ana.PutAsync(Added, new StringContent(new string(' ', 70_000)), Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Keys_are_kept_as_hashes_alone()
    {
        var key = await _nodes.KeyAsync("bea");

        await using var connection = await _nodes.Nodes.Transport.Services.GetRequiredService<Exchange.Storage.NodeDatabase>().OpenAsync(Ct);
        var rows = await Exchange.Storage.Commands.QueryAsync(connection, "SELECT name, key_hash FROM exchange_managed_operators", row => (Name: row.GetString(0), Hash: row.GetFieldValue<byte[]>(1)), Ct);
        Assert.Equal(["ana", "bea"], rows.Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(32, row.Hash.Length));
        Assert.DoesNotContain(rows, row => System.Text.Encoding.UTF8.GetString(row.Hash).Contains(key, StringComparison.Ordinal));
    }
}
