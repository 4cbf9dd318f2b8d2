using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cabildo.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tests.Support;

/// <summary>A relying party: makes requests and client assertions, and keeps the verifier of the code it asked for.</summary>
internal sealed class RelyingPartyPeer
{
    public const string Id = "portal";
    public const string RedirectUri = "http://localhost:8080/signin-oidc";
    public const string PostLogoutRedirectUri = "http://localhost:8080/signout-callback-oidc";
    public const string Resource = "http://localhost:8082";

    private readonly ManualTime _time;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public RelyingPartyPeer(string issuer, ManualTime time) => (Issuer, _time) = (issuer, time);

    public string Issuer { get; }

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public string Jwks
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return $$"""{"keys":[{"kty":"EC","use":"sig","crv":"P-256","kid":"portal-1","x":"{{Base64UrlEncoder.Encode(point.X!)}}","y":"{{Base64UrlEncoder.Encode(point.Y!)}}"}]}""";
        }
    }

    public SigningCredentials Credentials =>
        new(new ECDsaSecurityKey(_key) { KeyId = "portal-1" }, SecurityAlgorithms.EcdsaSha256);

    /// <summary>An address of the authorization endpoint; a null in <paramref name="changes"/> leaves a parameter out.</summary>
    public string AuthorizeAddress(params (string Name, string? Value)[] changes) =>
        QueryHelpers.AddQueryString("/authorize", AuthorizeParameters(changes));

    public Dictionary<string, string?> AuthorizeParameters(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Id,
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = "openid profile national_id documents",
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        Apply(parameters, changes);
        return parameters;
    }

    public Dictionary<string, string?> TokenParameters(string code, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = Assertion(),
        };
        Apply(parameters, changes);
        return parameters;
    }

    public async Task<(HttpResponseMessage Answer, JsonElement Body)> ExchangeAsync(
        HttpClient client, string code, params (string Name, string? Value)[] changes)
    {
        using var form = new FormUrlEncodedContent(TokenParameters(code, changes));
        var answer = await client.PostAsync("/token", form, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    /// <summary>A client assertion; a null in <paramref name="changes"/> leaves a claim out.</summary>
    public string Assertion(params (string Name, object? Value)[] changes) => Assertion(Credentials, changes);

    public string Assertion(SigningCredentials? credentials, params (string Name, object? Value)[] changes)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Id,
            ["sub"] = Id,
            ["aud"] = Issuer,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
                claims.Remove(name);
            else
                claims[name] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials });
    }

    private static void Apply(Dictionary<string, string?> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
                parameters.Remove(name);
            else
                parameters[name] = value;
        }
    }
}
