using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Identity.Tests.Support;

namespace Cabildo.Identity.Tests;

public sealed class UserInfoTests
{
    [Theory]
    [InlineData("openid", new[] { "sub" })]
    [InlineData("openid profile", new[] { "family_name", "given_name", "name", "sub" })]
    [InlineData("openid national_id", new[] { "national_id", "sub" })]
    public async Task Each_scope_tells_what_it_says_and_no_more(string scope, string[] claims)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = await SignedInClientAsync(host, scope);

        var info = await client.GetFromJsonAsync<JsonElement>("/userinfo", TestContext.Current.CancellationToken);

        Assert.Equal(claims, info.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_values_are_those_of_the_account_by_get_and_by_post()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = await SignedInClientAsync(host, "openid profile national_id");

        var info = await client.GetFromJsonAsync<JsonElement>("/userinfo", TestContext.Current.CancellationToken);
        using var posted = await client.PostAsync("/userinfo", null, TestContext.Current.CancellationToken);

        Assert.Equal("Ana María Ríos", info.GetProperty("name").GetString());
        Assert.Equal("Ana María", info.GetProperty("given_name").GetString());
        Assert.Equal("Ríos", info.GetProperty("family_name").GetString());
        Assert.Equal("dni:31456789", info.GetProperty("national_id").GetString());
        Assert.Equal(info.GetRawText(), await posted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("no-store", posted.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Without_a_token_the_challenge_names_no_error_and_with_a_bad_one_it_does()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var client = host.CreateClient();

        using var without = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.");
        using var bad = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (without.StatusCode, bad.StatusCode));
        Assert.DoesNotContain("error", without.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("invalid_token", bad.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_holds_for_ten_minutes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = await SignedInClientAsync(host, "openid");
        host.Time.Advance(TimeSpan.FromSeconds(599));
        using var before = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        using var after = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task An_id_token_is_no_access_token()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress()));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("id_token").GetString());

        using var answer = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<HttpClient> SignedInClientAsync(IdentityHost host, string scope)
    {
        using var browser = host.CreateBrowser();
        var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress(("scope", scope))));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
        return client;
    }
}
