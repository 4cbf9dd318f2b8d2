using System.Security.Cryptography;
using System.Text;
using Cabildo.Identity.Accounts;
using Cabildo.Identity.Keys;
using Cabildo.Identity.Sessions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tokens;

/// <summary>Makes the tokens of a grant, signed ES256.</summary>
internal sealed class TokenIssuer(SigningKeys keys, IOptions<IdentityProviderOptions> options, TimeProvider time)
{
    public const string AccessTokenType = "at+jwt";
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public async Task<TokenResponse> IssueAsync(Grant grant, Account account, CancellationToken ct)
    {
        var credentials = (await keys.CurrentAsync(ct)).Credentials;
        var accessToken = Sign(AccessTokenType, AccessTokenClaims(grant, account), credentials);
        var idToken = Sign(JwtConstants.HeaderType, IdTokenClaims(grant, accessToken), credentials);
        return new TokenResponse(accessToken, "Bearer", (int)options.Value.AccessTokenLifetime.TotalSeconds, idToken, grant.Scope);
    }

    // RFC 9068 §2.2. The national number is in it only where the person was asked for it by its scope.
    private Dictionary<string, object> AccessTokenClaims(Grant grant, Account account)
    {
        var claims = Common(grant, grant.Resource ?? options.Value.Issuer);
        claims["client_id"] = grant.ClientId;
        claims[JwtRegisteredClaimNames.Jti] = grant.Id.ToString();
        claims["scope"] = grant.Scope;
        if (grant.Has(Scopes.NationalId))
            claims["national_id"] = account.NationalId.ToString();
        return claims;
    }

    // OIDC Core §2. What the scopes say of the person is at userinfo (§5.4), not here: an ID token comes back as
    // id_token_hint in an address, and addresses are kept in histories and logs.
    private Dictionary<string, object> IdTokenClaims(Grant grant, string accessToken)
    {
        var claims = Common(grant, grant.ClientId);
        claims["sid"] = grant.SessionId.ToString();
        claims[JwtRegisteredClaimNames.AtHash] = HalfHash(accessToken);
        if (grant.Nonce is not null)
            claims[JwtRegisteredClaimNames.Nonce] = grant.Nonce;
        return claims;
    }

    private Dictionary<string, object> Common(Grant grant, string audience)
    {
        var now = time.GetUtcNow();
        var methods = grant.Methods.Split(' ');
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Iss] = options.Value.Issuer,
            [JwtRegisteredClaimNames.Sub] = grant.AccountId.ToString(),
            [JwtRegisteredClaimNames.Aud] = audience,
            [JwtRegisteredClaimNames.Iat] = now.ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.Exp] = (now + options.Value.AccessTokenLifetime).ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.AuthTime] = grant.AuthenticatedAt.ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.Amr] = methods,
            [JwtRegisteredClaimNames.Acr] = AuthenticationMethods.ContextClassOf(methods),
        };
    }

    private string Sign(string type, Dictionary<string, object> claims, SigningCredentials credentials) =>
        _handler.CreateToken(new SecurityTokenDescriptor { TokenType = type, Claims = claims, SigningCredentials = credentials });

    // OIDC Core §3.1.3.6: the left half of the hash that the signature algorithm uses.
    private static string HalfHash(string token) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token))[..16]);
}
