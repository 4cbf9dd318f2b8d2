using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Identity.Tests.Support;

namespace Cabildo.Identity.Tests;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task The_metadata_says_what_the_provider_does_and_the_same_at_both_addresses()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var client = host.CreateClient();

        var discovery = await client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration", TestContext.Current.CancellationToken);
        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server", TestContext.Current.CancellationToken);

        Assert.Equal(discovery.GetRawText(), metadata.GetRawText());
        Assert.Equal(host.Issuer, discovery.GetProperty("issuer").GetString());
        Assert.Equal(host.Issuer + "/token", discovery.GetProperty("token_endpoint").GetString());
        Assert.Equal(["code"], Strings(discovery, "response_types_supported"));
        Assert.Equal(["S256"], Strings(discovery, "code_challenge_methods_supported"));
        Assert.Equal(["private_key_jwt", "none"], Strings(discovery, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["openid", "profile", "national_id", "documents"], Strings(discovery, "scopes_supported"));
        Assert.True(discovery.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.False(discovery.GetProperty("request_uri_parameter_supported").GetBoolean());
    }

    [Fact]
    public async Task The_keys_are_public_halves_of_P256_and_hold_the_next_one_already()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/jwks", TestContext.Current.CancellationToken);
        var keys = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("keys").EnumerateArray().ToArray();

        Assert.Equal(2, keys.Length);
        Assert.All(keys, key => Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"],
            key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    private static string[] Strings(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
