using System.Net;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Log.Containers;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Metaservices;

public sealed class RestMetaserviceTests : IAsyncLifetime
{
    private const string Provider = "/r1/" + TestNodes.Provider;
    private MetaserviceNodes _nodes = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Http => _nodes.Nodes.Http;

    public async ValueTask InitializeAsync() => _nodes = await MetaserviceNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Every_REST_service_of_a_provider_is_listed_without_a_right()
    {
        using var answer = await Http.GetAsync(Provider + "/listMethods", Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(TestNodes.Provider + "/listMethods", answer.Headers.GetValues("x-road-service").Single());
        var services = (await JsonAsync(answer))["service"]!.AsArray();
        Assert.Equal(
            ["closed", "down", "json", "licence", "long", "missing", "moved", "old", "read-only", "slow", "untyped.json", "yaml"],
            services.Select(service => (string?)service!["service_code"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"object_type": "SERVICE", "xroad_instance": "RP", "member_class": "GOV", "member_code": "transport", "subsystem_code": "licences", "service_code": "read-only", "service_type": "REST",
                 "endpoint_list": [{"method": "GET", "path": "/public/list"}, {"method": "POST", "path": "/public/list"}, {"method": "GET", "path": "/public/*"}]}
                """),
            services[8]));
        Assert.Equal("OPENAPI", (string?)services[2]!["service_type"]);
    }

    [Fact]
    public async Task The_services_a_client_may_call_are_listed_with_the_endpoints_it_may_call()
    {
        var services = (await JsonAsync(await Http.GetAsync(Provider + "/allowedMethods", Ct)))["service"]!.AsArray();

        Assert.Equal(["licence", "read-only"], services.Select(service => (string?)service!["service_code"]));
        Assert.Empty(services[0]!["endpoint_list"]!.AsArray());
        Assert.Equal("""[{"method":"GET","path":"/public/list"},{"method":"GET","path":"/public/*"}]""", services[1]!["endpoint_list"]!.ToJsonString());
    }

    [Theory]
    [InlineData("json", "application/json; charset=utf-8", DescribedService.Json)]
    [InlineData("untyped.json", "text/plain", DescribedService.Json)]
    [InlineData("yaml", "application/x-yaml", DescribedService.Yaml)]
    public async Task A_description_comes_without_the_addresses_in_it(string service, string type, string description)
    {
        using var answer = await Http.GetAsync($"{Provider}/getOpenAPI?serviceCode={service}", Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(type, answer.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            service == "yaml"
                ? description.Replace("http://127.0.9.5:81/inside", "\"/inside\"", StringComparison.Ordinal)
                : description.Replace("http://127.0.9.5:81", "", StringComparison.Ordinal),
            await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("", "InvalidRequest")]
    [InlineData("?serviceCode=", "InvalidRequest")]
    [InlineData("?serviceCode=none", "InternalError")]
    [InlineData("?serviceCode=closed", "InternalError")]
    [InlineData("?serviceCode=doses", "InternalError")]
    [InlineData("?serviceCode=missing", "InternalError")]
    [InlineData("?serviceCode=moved", "InternalError")]
    [InlineData("?serviceCode=old", "InternalError")]
    [InlineData("?serviceCode=long", "ServiceFailed.InvalidMessage")]
    [InlineData("?serviceCode=slow", "IOError")]
    [InlineData("?serviceCode=down", "NetworkError")]
    public async Task Where_there_is_no_description_the_answer_is_a_fault_that_tells_no_address(string query, string name)
    {
        using var answer = await Http.GetAsync(Provider + "/getOpenAPI" + query, Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Server.ServerProxy." + name, answer.Headers.GetValues("X-Road-Error").Single());
        Assert.DoesNotContain("127.0.9.5", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "listMethods", "Server.ServerProxy.UnknownService")]
    [InlineData("GET", "getWsdl", "Server.ServerProxy.UnknownService")]
    [InlineData("GET", "listClients", "Server.ServerProxy.UnknownService")]
    public async Task Other_uses_of_reserved_codes_find_no_service(string method, string code, string error)
    {
        using var answer = await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{Provider}/{code}"), Ct);

        Assert.Equal(error, answer.Headers.GetValues("X-Road-Error").Single());
    }

    [Fact]
    public async Task Metaservices_are_on_record_at_both_nodes()
    {
        using var answer = await Http.GetAsync(Provider + "/listMethods", Ct);
        var id = answer.Headers.GetValues("x-road-id").Single();

        foreach (var node in (Node[])[_nodes.Nodes.Consumer, _nodes.Nodes.Transport])
        {
            Assert.Equal(2, (await node.Services.GetRequiredService<FindMessages>().RunAsync(new MessageQuery(id), Ct)).Count);
        }
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
}
