using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Identity.Tests.Support;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tests;

public sealed class ClientAssertionTests
{
    [Theory]
    [InlineData("iss", "app")]
    [InlineData("sub", "app")]
    [InlineData("sub", null)]
    [InlineData("aud", "https://other.example")]
    [InlineData("aud", null)]
    [InlineData("jti", null)]
    [InlineData("jti", "")]
    [InlineData("exp", null)]
    public async Task An_assertion_with_a_wrong_or_missing_claim_is_refused(string claim, string? value)
    {
        await using var host = await IdentityHost.StartAsync(register: false);

        await AssertRefusedAsync(host, host.Portal.Assertion((claim, value)));
    }

    [Fact]
    public async Task An_assertion_addressed_to_somebody_else_as_well_is_refused()
    {
        await using var host = await IdentityHost.StartAsync(register: false);

        await AssertRefusedAsync(host, host.Portal.Assertion(("aud", new[] { host.Issuer, "https://other.example" })));
    }

    [Fact]
    public async Task An_assertion_must_live_now_and_for_five_minutes_at_most()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();

        await AssertRefusedAsync(host, host.Portal.Assertion(("exp", now - 31)));
        await AssertRefusedAsync(host, host.Portal.Assertion(("exp", now + 331)));
        await AssertRefusedAsync(host, host.Portal.Assertion(("exp", long.MaxValue)));
        await AssertRefusedAsync(host, host.Portal.Assertion(("iat", now + 31)));
        await AssertRefusedAsync(host, host.Portal.Assertion(("nbf", now + 31)));
        await AssertAcceptedAsync(host, host.Portal.Assertion(("exp", now + 300)));
    }

    [Fact]
    public async Task The_token_endpoint_is_an_audience_too()
    {
        await using var host = await IdentityHost.StartAsync(register: false);

        await AssertAcceptedAsync(host, host.Portal.Assertion(("aud", host.Issuer + "/token")));
    }

    [Fact]
    public async Task An_assertion_is_good_for_one_request()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        var assertion = host.Portal.Assertion();
        await AssertAcceptedAsync(host, assertion);

        await AssertRefusedAsync(host, assertion);
    }

    [Fact]
    public async Task Alg_none_an_hmac_and_the_key_of_somebody_else_are_refused()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hmac = new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(host.Portal.Jwks)), SecurityAlgorithms.HmacSha256);
        var other = new SigningCredentials(new ECDsaSecurityKey(otherKey) { KeyId = "portal-1" }, SecurityAlgorithms.EcdsaSha256);

        await AssertRefusedAsync(host, host.Portal.Assertion((SigningCredentials?)null));
        await AssertRefusedAsync(host, host.Portal.Assertion(hmac));
        await AssertRefusedAsync(host, host.Portal.Assertion(other));
    }

    [Theory]
    [InlineData("not-a-jwt")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.bm90IGpzb24.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOjEyfQ.AAAA")]
    public async Task What_is_no_assertion_is_refused(string text)
    {
        await using var host = await IdentityHost.StartAsync(register: false);

        await AssertRefusedAsync(host, text);
    }

    [Fact]
    public async Task A_client_with_keys_cannot_leave_the_assertion_out_or_use_a_secret()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var client = host.CreateClient();

        var (without, first) = await host.Portal.ExchangeAsync(
            client, "code", ("client_id", "portal"), ("client_assertion", null), ("client_assertion_type", null));
        var (secret, second) = await host.Portal.ExchangeAsync(client, "code", ("client_id", "portal"), ("client_secret", "hola"));
        client.DefaultRequestHeaders.Authorization = new("Basic", "cG9ydGFsOmhvbGE=");
        var (basic, third) = await host.Portal.ExchangeAsync(client, "code");

        Assert.All(new[] { without, secret, basic }, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.All(new[] { first, second, third }, error => Assert.Equal("invalid_client", error.GetProperty("error").GetString()));
        Assert.StartsWith("Basic", basic.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_behind_an_address_are_read_again_when_the_client_changes_them()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = JwksOf(first, "one");
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        await using var keys = await TestHost.StartAsync(Serve(builder.Build(), () => published));
        await using var host = await IdentityHost.StartAsync(register: false, settings: new(StringComparer.Ordinal)
        {
            ["Identity:Clients:0:Jwks"] = null,
            ["Identity:Clients:0:JwksUri"] = new Uri(keys.Address, "/jwks").ToString(),
        });
        await AssertAcceptedAsync(host, host.Portal.Assertion(Credentials(first, "one")));
        published = JwksOf(second, "two");

        await AssertRefusedAsync(host, host.Portal.Assertion(Credentials(second, "two"))); // asked a moment ago
        host.Time.Advance(TimeSpan.FromSeconds(10));
        await AssertAcceptedAsync(host, host.Portal.Assertion(Credentials(second, "two")));
        await AssertRefusedAsync(host, host.Portal.Assertion(Credentials(first, "one")));
    }

    [Fact]
    public async Task Keys_that_were_read_go_on_working_while_the_client_is_down()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var published = JwksOf(key, "one");
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        await using var keys = await TestHost.StartAsync(Serve(builder.Build(), () => published));
        await using var host = await IdentityHost.StartAsync(register: false, settings: new(StringComparer.Ordinal)
        {
            ["Identity:Clients:0:Jwks"] = null,
            ["Identity:Clients:0:JwksUri"] = new Uri(keys.Address, "/jwks").ToString(),
        });
        await AssertAcceptedAsync(host, host.Portal.Assertion(Credentials(key, "one")));
        published = "<html>maintenance</html>";
        host.Time.Advance(TimeSpan.FromMinutes(11));

        await AssertAcceptedAsync(host, host.Portal.Assertion(Credentials(key, "one")));
    }

    private static WebApplication Serve(WebApplication app, Func<string> jwks)
    {
        app.Run(context => context.Response.WriteAsync(jwks()));
        return app;
    }

    private static SigningCredentials Credentials(ECDsa key, string kid) =>
        new(new ECDsaSecurityKey(key) { KeyId = kid }, SecurityAlgorithms.EcdsaSha256);

    private static string JwksOf(ECDsa key, string kid)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", kid, x = Base64UrlEncoder.Encode(point.X!), y = Base64UrlEncoder.Encode(point.Y!) } },
        });
    }

    private static async Task AssertRefusedAsync(IdentityHost host, string assertion)
    {
        var (answer, error) = await ExchangeAsync(host, assertion);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer, error));
    }

    // The code is unknown: that this is what is wrong shows that the client was accepted.
    private static async Task AssertAcceptedAsync(IdentityHost host, string assertion)
    {
        var (answer, error) = await ExchangeAsync(host, assertion);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (answer, error));
    }

    private static async Task<(HttpStatusCode Answer, string? Error)> ExchangeAsync(IdentityHost host, string assertion)
    {
        using var client = host.CreateClient();
        var (answer, body) = await host.Portal.ExchangeAsync(client, "unknown", ("client_assertion", assertion));
        return (answer.StatusCode, body.GetProperty("error").GetString());
    }
}
