using Cabildo.Identity.Clients;
using Cabildo.Identity.Sessions;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.WebUtilities;

namespace Cabildo.Identity.EndSession;

/// <summary>A request of a relying party to sign its person out (OIDC RP-Initiated Logout §2).</summary>
/// <param name="Client">Who asks, where that is known.</param>
/// <param name="ReturnTo">Where the person goes afterwards, <c>state</c> included; null where they stay here.</param>
/// <param name="Account">Whose ID token came with it; null where none came or it was not ours.</param>
internal sealed record LogoutRequest(RelyingParty? Client, string? ReturnTo, Guid? Account)
{
    /// <summary>Whether the hint proves that the person of <paramref name="session"/> is meant, so that no question is needed (§2.1).</summary>
    public bool NeedsNoQuestion(Session? session) => Account is not null && (session is null || session.AccountId == Account);
}

/// <summary>Reads requests to the end-session endpoint.</summary>
internal sealed class LogoutRequests(RelyingParties clients, OwnTokens tokens)
{
    /// <returns>The request, or what is wrong with it.</returns>
    public async Task<(LogoutRequest? Request, string? Problem)> ReadAsync(OAuthParameters parameters, CancellationToken ct)
    {
        if (parameters.Problem() is { } malformed)
            return (null, malformed);
        var hint = parameters["id_token_hint"] is { } token ? await tokens.ReadIdTokenHintAsync(token, ct) : null;
        var named = parameters["client_id"];
        var hinted = hint?.Audiences.FirstOrDefault();
        if (hint is not null && named is not null && named != hinted)
            return (null, "client_id is not the client that id_token_hint was made for.");
        var client = clients.Find(hinted ?? named);
        var returnTo = parameters["post_logout_redirect_uri"];
        if (returnTo is not null && client?.MayRedirectAfterLogoutTo(returnTo) != true)
            return (null, "post_logout_redirect_uri is not one that the client registered, character by character.");
        if (returnTo is not null && parameters["state"] is { } state)
            returnTo = QueryHelpers.AddQueryString(returnTo, "state", state);
        return (new LogoutRequest(client, returnTo, Guid.TryParse(hint?.Subject, out var account) ? account : null), null);
    }
}
