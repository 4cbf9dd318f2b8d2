using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cabildo.Exchange.Tests;

public sealed class ExchangeTests : IAsyncLifetime
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence";
    private TestNodes _nodes = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _nodes = await TestNodes.StartAsync();

    [Fact]
    public async Task A_client_reads_from_another_organisations_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Licence + "/31456789?lang=es&a=%C3%AD");
        request.Headers.Add("X-Road-Id", "msg-1");
        request.Headers.Add("X-Road-UserId", "RP31456789");
        request.Headers.UserAgent.ParseAdd("portal/1.0");
        using var response = await _nodes.Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("31456789", (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("number").GetString());
        Assert.Equal("msg-1", Header(response, "x-road-id"));
        Assert.Equal(TestNodes.Client, Header(response, "x-road-client"));
        Assert.Equal(TestNodes.Provider + "/licence", Header(response, "x-road-service"));
        Assert.True(Guid.TryParse(Header(response, "x-road-request-id"), out _));
        Assert.Equal(64, Convert.FromBase64String(Header(response, "x-road-request-hash")!).Length);
        Assert.Null(Header(response, "X-Road-Error"));

        var (line, headers) = Assert.Single(_nodes.Service.Asked);
        Assert.Equal("GET /licences/31456789?lang=es&a=%C3%AD", line);
        Assert.Equal(TestNodes.Client, headers["x-road-client"]);
        Assert.Equal("RP31456789", headers["x-road-userid"]);
        Assert.Equal("msg-1", headers["x-road-id"]);
        Assert.Equal(["host", "x-road-client", "x-road-id", "x-road-request-id", "x-road-userid"], headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_carries_what_the_service_sent_and_nothing_of_the_nodes()
    {
        using var response = await _nodes.Http.GetAsync(Licence + "/headers", Ct);

        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("\"3\"", Header(response, "ETag"));
        Assert.NotEqual("forged", Header(response, "x-road-id"));
        Assert.Equal(
            ["date", "etag", "set-cookie", "x-name", "x-road-client", "x-road-id", "x-road-request-hash", "x-road-request-id", "x-road-service"],
            response.Headers.Select(header => header.Key.ToLowerInvariant()).Where(name => name != "transfer-encoding").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_is_posted_and_a_header_beyond_ASCII_passes()
    {
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json", "utf-8"));
        using var response = await _nodes.Http.PostAsync(Licence + "/digest", content, Ct);

        Assert.Equal(Convert.ToHexString(SHA256.HashData("{}"u8)), await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("application/json; charset=utf-8", _nodes.Service.Asked.Single().Headers["content-type"]);
    }

    [Fact]
    public async Task Ten_megabytes_pass_either_way()
    {
        var body = RandomNumberGenerator.GetBytes(10 * 1024 * 1024);
        using var sent = await _nodes.Http.PostAsync(Licence + "/digest", new ByteArrayContent(body), Ct);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(body)), await sent.Content.ReadAsStringAsync(Ct));

        var received = await _nodes.Http.GetByteArrayAsync(Licence + "/large?bytes=10485760", Ct);
        Assert.Equal(10 * 1024 * 1024, received.Length);
    }

    [Fact]
    public async Task Many_clients_share_few_connections()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(number => _nodes.Http.GetStringAsync($"{Licence}/{number}", Ct)));

        Assert.Equal(Enumerable.Range(1, 200).Select(number => $"{{\"number\":\"{number}\"}}"), answers);
    }

    [Fact]
    public async Task An_error_of_the_service_is_the_services_own()
    {
        using var response = await _nodes.Http.GetAsync(Licence + "/0", Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(Header(response, "X-Road-Error"));
        Assert.Equal("no-licence", (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_redirect_is_passed_on_and_not_followed()
    {
        using var response = await _nodes.Http.GetAsync(Licence + "/elsewhere", Ct);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("http://127.0.9.3/licences/1", response.Headers.Location?.ToString());
        Assert.Single(_nodes.Service.Asked);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task An_answer_without_a_body_has_none(string method)
    {
        using var response = await _nodes.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Licence + "/empty"), Ct);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Ct));
        Assert.NotNull(Header(response, "x-road-request-hash"));
    }

    [Fact]
    public async Task Neither_door_answers_for_the_other()
    {
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(_nodes.Consumer.PeersUrl + "/health/live", Ct));

        using var health = await _nodes.Http.GetAsync("/health/live", Ct);
        using var post = await _nodes.Http.PostAsync("/other", new StringContent("x"), Ct);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
    }

    [Fact]
    public async Task A_change_of_the_configuration_is_heeded_on_connections_that_are_open()
    {
        Assert.Equal(HttpStatusCode.OK, (await _nodes.Http.GetAsync(Licence + "/1", Ct)).StatusCode);

        _nodes.Country.Change(_nodes.Consumer.Id, server => server with { AuthCertificateHashes = [] });
        await _nodes.Transport.RefreshAsync();

        using var refused = await _nodes.Http.GetAsync(Licence + "/1", Ct);
        Assert.Equal("Server.ServerProxy.ServiceFailed.SslAuthenticationFailed", Header(refused, "X-Road-Error"));
    }

    public async ValueTask DisposeAsync() => await _nodes.DisposeAsync();

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
