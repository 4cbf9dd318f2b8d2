using System.Security.Cryptography;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Documents.Tests;

/// <summary>An OpenID provider as far as a resource server sees one: discovery, keys, and tokens signed with them.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test-key" };
    private TestHost? _host;

    private TokenIssuer()
    {
    }

    public Uri Address => _host!.Address;

    private string Issuer => Address.AbsoluteUri.TrimEnd('/');

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Issuer, jwks_uri = issuer.Issuer + "/jwks" }));
        app.MapGet("/jwks", issuer.GetKeys);
        issuer._host = await TestHost.StartAsync(app);
        return issuer;
    }

    /// <summary>An access token that is good unless told otherwise.</summary>
    public string Token(
        string audience, string? nationalId = "dni:31456789", string scope = "openid documents national_id", string type = "at+jwt",
        TimeSpan? age = null, SecurityKey? key = null)
    {
        var issued = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero);
        var claims = new Dictionary<string, object> { ["sub"] = "person-1", ["scope"] = scope };
        if (nationalId is not null) claims["national_id"] = nationalId;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = issued,
            NotBefore = issued,
            Expires = issued.AddMinutes(5),
            TokenType = type,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _key.ECDsa.Dispose();
    }

    private IResult GetKeys()
    {
        var point = _key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return Results.Json(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = _key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } },
        });
    }
}
