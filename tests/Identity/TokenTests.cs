using System.Net;
using System.Net.Http.Headers;
using Cabildo.Identity.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task A_code_gives_an_id_token_and_an_access_token_for_the_resource_that_was_asked_for()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress(("resource", RelyingPartyPeer.Resource)));

        var (answer, body) = await host.Portal.ExchangeAsync(client, code);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(600, body.GetProperty("expires_in").GetInt32());
        var access = new JsonWebToken(body.GetProperty("access_token").GetString());
        Assert.Equal(("at+jwt", "ES256"), (access.Typ, access.Alg));
        Assert.Equal([RelyingPartyPeer.Resource], access.Audiences);
        Assert.Equal("dni:31456789", access.GetPayloadValue<string>("national_id"));
        Assert.Equal("openid profile national_id documents", access.GetPayloadValue<string>("scope"));
        Assert.Equal(RelyingPartyPeer.Id, access.GetPayloadValue<string>("client_id"));
        var id = new JsonWebToken(body.GetProperty("id_token").GetString());
        Assert.Equal([RelyingPartyPeer.Id], id.Audiences);
        Assert.Equal((host.Issuer, "nonce-1", access.Subject), (id.Issuer, id.GetPayloadValue<string>("nonce"), id.Subject));
        Assert.Equal(["pwd"], id.GetPayloadValue<string[]>("amr"));
        Assert.Equal("urn:cabildo:acr:single-factor", id.GetPayloadValue<string>("acr"));
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeSeconds(), id.GetPayloadValue<long>("auth_time"));
    }

    [Fact]
    public async Task The_id_token_names_nobody_because_it_comes_back_in_addresses()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());

        var (_, body) = await host.Portal.ExchangeAsync(client, code);

        var payload = Base64UrlEncoder.Decode(body.GetProperty("id_token").GetString()!.Split('.')[1]);
        Assert.DoesNotContain("31456789", payload, StringComparison.Ordinal);
        Assert.DoesNotContain("Ríos", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_the_client_is_not_registered_for_are_left_out()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress(("scope", "openid health documents")));

        var (_, body) = await host.Portal.ExchangeAsync(client, code);

        Assert.Equal("openid documents", body.GetProperty("scope").GetString());
        var access = new JsonWebToken(body.GetProperty("access_token").GetString());
        Assert.False(access.TryGetPayloadValue<string>("national_id", out _));
        Assert.Equal([host.Issuer], access.Audiences);
    }

    [Fact]
    public async Task A_code_that_comes_again_is_refused_and_takes_back_what_it_gave()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        var (_, first) = await host.Portal.ExchangeAsync(client, code);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first.GetProperty("access_token").GetString());
        using var before = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = null;

        var (second, error) = await host.Portal.ExchangeAsync(client, code);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (second.StatusCode, error.GetProperty("error").GetString()));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first.GetProperty("access_token").GetString());
        using var after = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_code_is_good_for_sixty_seconds()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var inTime = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromSeconds(59));
        var (good, _) = await host.Portal.ExchangeAsync(client, inTime);
        var late = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromSeconds(60));

        var (refused, error) = await host.Portal.ExchangeAsync(client, late);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (refused.StatusCode, error.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("code_verifier", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "invalid_grant")]
    [InlineData("code_verifier", "short", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:8080/other", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code", "unknown", "invalid_grant")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("resource", "https://other.example/api", "invalid_target")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", null, "invalid_request")]
    public async Task An_exchange_that_does_not_fit_its_request_is_refused(string name, string? value, string expected)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress(("resource", RelyingPartyPeer.Resource)));

        var (answer, error) = await host.Portal.ExchangeAsync(client, code, (name, value));

        Assert.Equal((HttpStatusCode.BadRequest, expected), (answer.StatusCode, error.GetProperty("error").GetString()));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_code_of_one_client_is_nothing_to_another()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());

        var (refused, error) = await host.Portal.ExchangeAsync(
            client, code, ("client_id", "app"), ("client_assertion", null), ("client_assertion_type", null));
        var (own, _) = await host.Portal.ExchangeAsync(client, code);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (refused.StatusCode, error.GetProperty("error").GetString()));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_public_client_proves_itself_by_its_verifier_alone()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        const string redirect = "com.example.app:/signed-in";
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress(("client_id", "app"), ("redirect_uri", redirect)));

        var (answer, body) = await host.Portal.ExchangeAsync(
            client, code, ("client_id", "app"), ("redirect_uri", redirect), ("client_assertion", null), ("client_assertion_type", null));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("openid", body.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused_as_json()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var client = host.CreateClient();
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var large = new StringContent("code=" + new string('a', 40_000), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var notForm = await client.PostAsync("/token", json, TestContext.Current.CancellationToken);
        using var tooLarge = await client.PostAsync("/token", large, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (notForm.StatusCode, tooLarge.StatusCode));
        Assert.Contains("invalid_request", await notForm.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
