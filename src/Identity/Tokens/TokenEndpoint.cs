using Cabildo.Identity.Accounts;
using Cabildo.Identity.Clients;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Identity.Tokens;

/// <summary>The token endpoint (RFC 6749 §3.2): authorization codes only.</summary>
internal static class TokenEndpoint
{
    public const long LargestBody = 32 * 1024;

    internal static async Task<IResult> PostAsync(
        HttpContext http, AuthenticateClient authenticate, Grants grants, ReadAccount accounts, TokenIssuer issuer, CancellationToken ct)
    {
        var (form, unreadable) = await ReadFormAsync(http, ct);
        if (unreadable is not null)
            return unreadable;
        var (client, unauthenticated) = await authenticate.RunAsync(form!, ct);
        if (unauthenticated is not null)
            return unauthenticated;
        var (exchange, incomplete) = Read(form!, client!);
        if (incomplete is not null)
            return incomplete;
        var (grant, refused) = await grants.RedeemAsync(exchange!, ct);
        if (refused is not null)
            return refused;
        if (await accounts.RunAsync(grant!.AccountId, ct) is not { } account)
            return OAuthError.InvalidGrant("The account of this person was closed.");
        OAuthError.NoStore(http.Response);
        return TypedResults.Ok(await issuer.IssueAsync(grant, account, ct));
    }

    private static async Task<(OAuthParameters?, OAuthError?)> ReadFormAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return (null, OAuthError.InvalidRequest("Send the parameters as application/x-www-form-urlencoded."));
        if (http.Request.Headers.Authorization.Count > 0)
            return (null, OAuthError.InvalidClient("Authenticate with private_key_jwt in the body, not with the Authorization header."));
        try
        {
            var form = OAuthParameters.From(await http.Request.ReadFormAsync(ct));
            return form.Problem() is { } problem ? (null, OAuthError.InvalidRequest(problem)) : (form, null);
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            return (null, OAuthError.InvalidRequest("The body could not be read as a form."));
        }
    }

    private static (CodeExchange?, OAuthError?) Read(OAuthParameters form, RelyingParty client)
    {
        if (form["grant_type"] is not { } type)
            return (null, OAuthError.InvalidRequest("grant_type is missing."));
        if (type != "authorization_code")
            return (null, new OAuthError("unsupported_grant_type", "Only authorization_code is offered."));
        return (form["code"], form["redirect_uri"], form["code_verifier"]) switch
        {
            (null, _, _) => (null, OAuthError.InvalidRequest("code is missing.")),
            (_, null, _) => (null, OAuthError.InvalidRequest("redirect_uri is missing.")),
            (_, _, null) => (null, OAuthError.InvalidRequest("code_verifier is missing (RFC 7636).")),
            var (code, redirectUri, verifier) => (new CodeExchange(client, code, redirectUri, verifier, form["resource"]), null),
        };
    }
}
