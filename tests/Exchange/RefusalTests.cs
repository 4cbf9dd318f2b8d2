using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests;

public sealed class RefusalTests
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_granted_is_denied()
    {
        await using var nodes = await TestNodes.StartAsync();

        await AssertFaultAsync(nodes, HttpMethod.Get, $"/r1/{TestNodes.Provider}/closed/secret", "Server.ServerProxy.AccessDenied", 500);
        await AssertFaultAsync(nodes, HttpMethod.Post, $"/r1/{TestNodes.Provider}/read-only/public/a", "Server.ServerProxy.AccessDenied", 500);
        await AssertFaultAsync(nodes, HttpMethod.Get, $"/r1/{TestNodes.Provider}/read-only/secret", "Server.ServerProxy.AccessDenied", 500);
        Assert.Empty(nodes.Service.Asked);
        Assert.Equal("a", await nodes.Http.GetStringAsync($"/r1/{TestNodes.Provider}/read-only/public/a", Ct));
    }

    [Fact]
    public async Task Unknown_services_providers_and_servers_are_named_so()
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
            nodes.Country.Register(nodes.Transport.Id, nodes.Transport.Address, [nodes.Transport.Certificate], new SubsystemId(nodes.Transport.Id.Owner, "licences"), new SubsystemId(nodes.Transport.Id.Owner, "other")));

        await AssertFaultAsync(nodes, HttpMethod.Get, $"/r1/{TestNodes.Provider}/none", "Server.ServerProxy.UnknownService", 500);
        await AssertFaultAsync(nodes, HttpMethod.Get, "/r1/RP/GOV/transport/other/licence", "Server.ServerProxy.ServiceFailed.UnknownMember", 500);
        await AssertFaultAsync(nodes, HttpMethod.Get, "/r1/RP/GOV/nobody/at/all", "Server.ClientProxy.UnknownMember", 500);
        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.InvalidSecurityServer", 500, ("X-Road-Security-Server", "RP/GOV/transport/other-1"));
    }

    [Fact]
    public async Task A_named_server_is_asked()
    {
        await using var nodes = await TestNodes.StartAsync();
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Security-Server", nodes.Transport.Server);

        Assert.Equal(HttpStatusCode.OK, (await nodes.Http.GetAsync(Licence + "/1", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_breaks_the_protocol_is_the_clients_fault()
    {
        await using var nodes = await TestNodes.StartAsync();

        await AssertFaultAsync(nodes, HttpMethod.Get, "/r1/RP/GOV/transport/licences", "Client.BadRequest", 400);
        Assert.Contains("X-Road-Error: Client.InvalidClientIdentifier", await RawAsync(nodes, "x-road-client: RP/GOV/digital/other\r\n"), StringComparison.Ordinal);
        nodes.Http.DefaultRequestHeaders.Clear();
        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Client.InvalidClientIdentifier", 400);
        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Client.InvalidClientIdentifier", 400, ("X-Road-Client", "RP/GOV"));
        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.UnknownMember", 500, ("X-Road-Client", "RP/GOV/digital/other"));
        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_fault_is_XML_where_that_is_asked_for()
    {
        await using var nodes = await TestNodes.StartAsync();
        nodes.Http.DefaultRequestHeaders.Accept.ParseAdd("application/xml");

        using var response = await nodes.Http.GetAsync($"/r1/{TestNodes.Provider}/closed", Ct);

        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        var error = XElement.Parse(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("Server.ServerProxy.AccessDenied", error.Element("type")?.Value);
        Assert.True(Guid.TryParse(error.Element("detail")?.Value, out _));
    }

    [Fact]
    public async Task A_client_that_another_organisations_server_speaks_for_is_forged()
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Country.Register(new SecurityServerId(nodes.Consumer.Id.Owner, "other"), null, [], new SubsystemId(nodes.Consumer.Id.Owner, "another"));
            nodes.Consumer.Settings["Exchange:Clients:1:Id"] = "RP/GOV/digital/another";
            nodes.Consumer.Settings["Exchange:Clients:1:Connection"] = "Http";
        });
        nodes.Http.DefaultRequestHeaders.Remove("X-Road-Client");
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Client", "RP/GOV/digital/another");

        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ServerProxy.ServiceFailed.SslAuthenticationFailed", 500);
        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_wherever_the_limit_is()
    {
        await using (var nodes = await TestNodes.StartAsync(nodes => nodes.Consumer.Settings["Exchange:MaxBodyBytes"] = "1000"))
        {
            await AssertFaultAsync(nodes, HttpMethod.Post, Licence + "/digest", "Client.InvalidRequest", 400, body: new ByteArrayContent(new byte[1001]));
            await AssertFaultAsync(nodes, HttpMethod.Post, Licence + "/digest", "Client.InvalidRequest", 400, body: Chunked(100_000));
            await AssertFaultAsync(nodes, HttpMethod.Post, Licence + "/digest", null, 200, body: Chunked(1000));
        }

        await using (var nodes = await TestNodes.StartAsync(nodes => nodes.Transport.Settings["Exchange:MaxBodyBytes"] = "1000"))
        {
            await AssertFaultAsync(nodes, HttpMethod.Post, Licence + "/digest", "Server.ServerProxy.ServiceFailed.InvalidRequest", 500, body: new ByteArrayContent(new byte[1001]));
            await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/large?bytes=100000", "Server.ServerProxy.ServiceFailed.InvalidMessage", 500);
        }
    }

    [Theory]
    [InlineData("Consumer", "Server.ClientProxy.ServiceFailed.InvalidRequest")]
    [InlineData("Transport", "Server.ServerProxy.ServiceFailed.InvalidMessage")]
    public async Task Nothing_of_an_answer_beyond_the_limit_is_passed_on(string limited, string code)
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
            (limited == "Consumer" ? nodes.Consumer : nodes.Transport).Settings["Exchange:MaxBodyBytes"] = "1000000");

        await AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/large?bytes=2000000", code, 500);
    }

    [Theory]
    [InlineData("/../changes")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("/a%2f..%2fb")]
    [InlineData("/%zz")]
    public async Task A_path_that_could_leave_its_service_does_not_pass(string path)
    {
        await using var nodes = await TestNodes.StartAsync();

        var answer = await RawAsync(nodes, string.Empty, Licence + path);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("X-Road-Error: Client.BadRequest", answer, StringComparison.Ordinal);
        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task Headers_that_would_be_read_in_two_ways_do_not_pass()
    {
        await using var nodes = await TestNodes.StartAsync();

        Assert.StartsWith("HTTP/1.1 400", await RawAsync(nodes, "X-A: b\rX-Road-Client: RP/GOV/other/one\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(nodes, "Content-Length: 5\r\nContent-Length: 6\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(nodes, "Transfer-Encoding: chunked, identity\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(nodes, "X-Road-Client : RP/GOV/other/one\r\n"), StringComparison.Ordinal);
        Assert.Empty(nodes.Service.Asked);
        Assert.StartsWith("HTTP/1.1 200", await RawAsync(nodes, "X-A: b\r\n"), StringComparison.Ordinal);
    }

    internal static async Task AssertFaultAsync(
        TestNodes nodes, HttpMethod method, string path, string? code, int status, (string Name, string Value)? header = null, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (header is var (name, value))
            request.Headers.Add(name, value);
        using var response = await nodes.Http.SendAsync(request, Ct);

        Assert.Equal(code, Code(response));
        Assert.Equal(status, (int)response.StatusCode);
        if (code is null)
            return;
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(code, error.GetProperty("type").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.True(error.GetProperty("detail").TryGetGuid(out _));
    }

    private static string? Code(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Road-Error", out var values) ? values.Single() : null;

    private static StreamContent Chunked(int length)
    {
        var content = new StreamContent(new Unmeasured(new byte[length]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    private static async Task<string> RawAsync(TestNodes nodes, string headers, string target = Licence + "/1")
    {
        var url = new Uri(nodes.Consumer.ClientsUrl);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Ct);
        await using var stream = client.GetStream();
        var text = $"GET {target} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\nX-Road-Client: {TestNodes.Client}\r\n{headers}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Ct);
    }

    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
