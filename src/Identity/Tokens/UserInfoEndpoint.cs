using Cabildo.Identity.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cabildo.Identity.Tokens;

/// <summary>What the granted scopes tell about the person (OIDC Core §5.3).</summary>
internal static class UserInfoEndpoint
{
    internal static async Task<IResult> GetAsync(HttpContext http, OwnTokens tokens, ReadAccount accounts, CancellationToken ct)
    {
        OAuthError.NoStore(http.Response);
        if (BearerToken(http.Request) is not { } token)
            return Challenge(http, StatusCodes.Status401Unauthorized, null);
        if (await tokens.GrantOfAccessTokenAsync(token, ct) is not { } grant)
            return Challenge(http, StatusCodes.Status401Unauthorized, "error=\"invalid_token\", error_description=\"The access token has expired, was taken back or is not ours\"");
        if (!grant.Has(Scopes.OpenId))
            return Challenge(http, StatusCodes.Status403Forbidden, "error=\"insufficient_scope\", scope=\"openid\"");
        return await accounts.RunAsync(grant.AccountId, ct) is { } account
            ? TypedResults.Json(ClaimsOf(account, grant))
            : Challenge(http, StatusCodes.Status401Unauthorized, "error=\"invalid_token\", error_description=\"The account was closed\"");
    }

    private static Dictionary<string, string> ClaimsOf(Account account, Grant grant)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal) { ["sub"] = account.Id.ToString() };
        if (grant.Has(Scopes.Profile))
        {
            claims["name"] = $"{account.GivenNames} {account.FamilyNames}";
            claims["given_name"] = account.GivenNames;
            claims["family_name"] = account.FamilyNames;
        }

        if (grant.Has(Scopes.NationalId))
            claims["national_id"] = account.NationalId.ToString();
        return claims;
    }

    // RFC 6750 §2.1 only: a token in an address or a form would be kept in logs.
    private static string? BearerToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : null;

    // RFC 6750 §3: without a token, the challenge names no error.
    private static StatusCodeHttpResult Challenge(HttpContext http, int status, string? error)
    {
        http.Response.Headers.WWWAuthenticate = error is null ? "Bearer realm=\"userinfo\"" : $"Bearer realm=\"userinfo\", {error}";
        return TypedResults.StatusCode(status);
    }
}
