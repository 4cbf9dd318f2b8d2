using Cabildo.Identity.Tokens;

namespace Cabildo.Identity.Clients;

/// <summary>Establishes which relying party sent a request to the token endpoint (RFC 6749 §3.2.1).</summary>
internal sealed class AuthenticateClient(RelyingParties clients, ClientAssertions assertions)
{
    public async Task<(RelyingParty? Client, OAuthError? Error)> RunAsync(OAuthParameters form, CancellationToken ct)
    {
        if (form["client_secret"] is not null)
            return (null, OAuthError.InvalidClient("Client secrets are not used here: authenticate with private_key_jwt."));
        return form["client_assertion"] is { } assertion
            ? await ByAssertionAsync(form, assertion, ct)
            : ById(form["client_id"]);
    }

    private async Task<(RelyingParty?, OAuthError?)> ByAssertionAsync(OAuthParameters form, string assertion, CancellationToken ct)
    {
        if (form["client_assertion_type"] != ClientAssertions.Type)
            return (null, OAuthError.InvalidClient($"client_assertion_type must be {ClientAssertions.Type}."));
        var claimed = assertions.ClaimedClient(assertion);
        if (form["client_id"] is { } named && named != claimed)
            return (null, OAuthError.InvalidClient("client_id and the client assertion name different clients."));
        if (clients.Find(claimed) is not { IsPublic: false } client)
            return (null, OAuthError.InvalidClient("No client with keys is registered under this identifier."));
        return await assertions.VerifyAsync(client, assertion, ct) is { } problem
            ? (null, OAuthError.InvalidClient(problem))
            : (client, null);
    }

    private (RelyingParty?, OAuthError?) ById(string? id) => clients.Find(id) switch
    {
        null => (null, OAuthError.InvalidClient("No client is registered under this client_id.")),
        { IsPublic: false } => (null, OAuthError.InvalidClient("This client must authenticate with private_key_jwt.")),
        var client => (client, null),
    };
}
