using System.Globalization;
using Cabildo.Identity.Clients;
using Cabildo.Identity.Tokens;
using Cabildo.Platform.Country;

namespace Cabildo.Identity.Authorization;

/// <summary>Reads requests to the authorization endpoint; what it returns needs no further checks of form.</summary>
internal sealed class AuthorizationRequests(RelyingParties clients, CountryPack country)
{
    private const int LongestState = 2048;
    private const int LongestNonce = 512;

    public (AuthorizationRequest? Request, AuthorizationError? Error) Read(OAuthParameters parameters)
    {
        if (parameters.Problem() is { } malformed)
            return (null, new AuthorizationError("invalid_request", malformed));
        if (clients.Find(parameters["client_id"]) is not { } client)
            return (null, new AuthorizationError("invalid_request", "client_id is missing or not registered."));
        if (parameters["redirect_uri"] is not { } redirectUri || !client.MayRedirectTo(redirectUri))
            return (null, new AuthorizationError("invalid_request", "redirect_uri is missing or not one that the client registered, character by character.") { ClientId = client.Id });

        // From here on the address is the client's own, and errors go there.
        var state = parameters["state"] is { Length: <= LongestState } kept ? kept : null;
        if ((ProblemOfShape(parameters) ?? ProblemOfFlow(parameters) ?? ProblemOfTarget(parameters, client)) is { } error)
            return (null, error with { RedirectUri = redirectUri, State = state, ClientId = client.Id });
        return (Accepted(parameters, client, redirectUri, state), null);
    }

    private AuthorizationRequest Accepted(OAuthParameters parameters, RelyingParty client, string redirectUri, string? state) =>
        new(client, redirectUri, parameters["code_challenge"]!)
        {
            State = state,
            Nonce = parameters["nonce"],
            Scopes = [.. ScopesOf(parameters).Where(client.Scopes.Contains)],
            Resource = parameters["resource"],
            Prompt = parameters["prompt"] switch { "none" => Prompt.None, "login" => Prompt.Login, _ => Prompt.AsNeeded },
            MaxAge = parameters["max_age"] is { } age ? TimeSpan.FromSeconds(int.Parse(age, CultureInfo.InvariantCulture)) : null,
            LoginHint = HintOf(parameters["login_hint"]),
            UiLocales = parameters["ui_locales"],
        };

    // As services write it (dni:31456789) or as people do (31.456.789).
    private NationalId? HintOf(string? hint) => NationalId.TryParse(hint, out var id) || country.TryReadId(hint, out id) ? id : null;

    private static AuthorizationError? ProblemOfShape(OAuthParameters parameters)
    {
        if (parameters["request"] is not null)
            return new("request_not_supported", "Request objects are not read: send the parameters themselves.");
        if (parameters["request_uri"] is not null)
            return new("request_uri_not_supported", "request_uri is not read: send the parameters themselves.");
        if (parameters["state"]?.Length > LongestState || parameters["nonce"]?.Length > LongestNonce)
            return new("invalid_request", "state may have 2048 characters, nonce 512.");
        if (parameters["max_age"] is { } age && !int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return new("invalid_request", "max_age must be a number of seconds.");
        return parameters["prompt"] is null or "none" or "login"
            ? null
            : new("invalid_request", "prompt may be none or login.");
    }

    private static AuthorizationError? ProblemOfFlow(OAuthParameters parameters)
    {
        if (parameters["response_type"] is null)
            return new("invalid_request", "response_type is missing.");
        if (parameters["response_type"] != "code")
            return new("unsupported_response_type", "Only response_type=code is offered.");
        if (parameters["response_mode"] is not null and not "query")
            return new("invalid_request", "Only response_mode=query is offered.");
        if (parameters["code_challenge"] is null)
            return new("invalid_request", "code_challenge is missing: PKCE is required (RFC 7636).");
        if (parameters["code_challenge_method"] != Pkce.Method)
            return new("invalid_request", "code_challenge_method must be S256.");
        return Pkce.IsChallenge(parameters["code_challenge"])
            ? null
            : new("invalid_request", "code_challenge must be 43 characters of base64url.");
    }

    private static AuthorizationError? ProblemOfTarget(OAuthParameters parameters, RelyingParty client)
    {
        if (!ScopesOf(parameters).Contains(Scopes.OpenId, StringComparer.Ordinal))
            return new("invalid_scope", "scope must contain openid.");
        return parameters["resource"] is { } resource && !client.MayAskFor(resource)
            ? new("invalid_target", "The client is not registered for this resource (RFC 8707).")
            : null;
    }

    private static IEnumerable<string> ScopesOf(OAuthParameters parameters) =>
        (parameters["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
}
