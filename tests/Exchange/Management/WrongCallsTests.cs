namespace Cabildo.Exchange.Tests.Management;

public sealed class WrongCallsTests(WrongCallsTests.Started started) : IClassFixture<WrongCallsTests.Started>
{
    private const string Licence = TestNodes.Provider + "/licence";
    private const string Added = "/services/" + TestNodes.Provider + "/added";
    private readonly ManagedNodes _nodes = started.Nodes;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PUT", Added, """{"urls":[]}""", "invalid-settings")]
    [InlineData("PUT", Added, """{"urls":["ftp://a"]}""", "invalid-settings")]
    [InlineData("PUT", Added, """{"urls":["http://a"],"timeout":"soon"}""", "invalid-body")]
    [InlineData("PUT", Added, """{"url":"http://a"}""", "invalid-body")]
    [InlineData("PUT", Added, """{"urls":["http://a"],"grants":[{"client":"RP/GOV/a/b"}]}""", "invalid-body")]
    [InlineData("PUT", Added, """{"urls":["http://a"],"disabled":"x"}""", "invalid-body")]
    [InlineData("PUT", Added, """{"id":"RP/GOV/transport/licences/other","urls":["http://a"]}""", "invalid-body")]
    [InlineData("PUT", Added, "not json", "invalid-body")]
    [InlineData("PUT", Added, "null", "invalid-body")]
    [InlineData("PUT", "/services/RP/GOV/transport/licences/listMethods", """{"urls":["http://a"]}""", "invalid-settings")]
    [InlineData("PUT", "/services/RP/GOV", """{"urls":["http://a"]}""", "invalid-settings")]
    [InlineData("PUT", "/clients/RP/GOV/transport", "{}", "invalid-settings")]
    [InlineData("PUT", "/clients/RP/GOV/transport/licences", """{"connection":"Carrier pigeon"}""", "invalid-body")]
    [InlineData("PUT", "/clients/RP/GOV/transport/licences", """{"certificates":["12"]}""", "invalid-settings")]
    [InlineData("PUT", "/groups/a%2Fb", "{}", "invalid-body")]
    [InlineData("PUT", "/members/nobody/RP/GOV/a/b", "{}", "not-found")]
    [InlineData("PUT", "/members/inspectors/RP", "{}", "invalid-settings")]
    [InlineData("PUT", "/disabled/RP/GOV/transport/licences/none", """{"notice":"x"}""", "not-found")]
    [InlineData("PUT", "/disabled/" + Licence, "{}", "invalid-body")]
    [InlineData("POST", "/rights", """{"service":"RP/GOV/transport/licences/none","right":{"client":"RP/GOV/a/b"}}""", "not-found")]
    [InlineData("POST", "/rights", """{"service":"RP/GOV/transport/licences/licence","right":{"client":"RP/GOV/a"}}""", "invalid-settings")]
    [InlineData("POST", "/rights", """{"service":"RP/GOV/transport/licences/licence","right":{"client":"RP/GOV/a/b","localGroup":"inspectors"}}""", "invalid-settings")]
    [InlineData("POST", "/rights", """{"service":"RP/GOV/transport/licences/licence","right":{"localGroup":"nobody"}}""", "invalid-settings")]
    [InlineData("POST", "/rights", """{"service":"RP/GOV/transport/licences/licence","right":{"client":"RP/GOV/a/b","limit":{"burst":0}}}""", "invalid-settings")]
    [InlineData("DELETE", "/rights/none", "", "not-found")]
    [InlineData("DELETE", "/nonsense/a", "", "not-found")]
    [InlineData("PATCH", Added, "{}", "not-found")]
    [InlineData("GET", "/health/live", "", "not-found")]
    [InlineData("GET", "/r1/RP/GOV/transport/licences/licence/1", "", "not-found")]
    public async Task What_the_file_could_not_say_no_call_can(string method, string path, string body, string code)
    {
        using var answer = await _nodes.Ana.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = body.Length > 0 ? new StringContent(body) : null }, Ct);

        Assert.Equal(code, await ManagedNodes.CodeOf(answer));
        Assert.Empty(await _nodes.ListAsync("changes"));
    }

    /// <summary>Two nodes for all of these: none of them changes anything.</summary>
    public sealed class Started : IAsyncLifetime
    {
        internal ManagedNodes Nodes { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Nodes = await ManagedNodes.StartAsync();

        public ValueTask DisposeAsync() => Nodes.DisposeAsync();
    }
}
