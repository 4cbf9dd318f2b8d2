using Cabildo.Identity.Clients;
using Cabildo.Platform.Country;

namespace Cabildo.Identity.Authorization;

/// <summary>A request of a registered relying party that may be granted once the person has signed in (OIDC Core §3.1.2.1).</summary>
internal sealed record AuthorizationRequest(RelyingParty Client, string RedirectUri, string CodeChallenge)
{
    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The scopes it asks for and is registered for, in the order of the request.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The resource of the access token (RFC 8707); null for the provider itself.</summary>
    public string? Resource { get; init; }

    public Prompt Prompt { get; init; }

    /// <summary>How old the sign-in may be; null for any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Who is expected to sign in; null where there is no hint or it is no national number.</summary>
    public NationalId? LoginHint { get; init; }

    public string? UiLocales { get; init; }
}

/// <summary>What the relying party wants to happen between request and answer (OIDC Core §3.1.2.1, <c>prompt</c>).</summary>
internal enum Prompt
{
    /// <summary>Ask the person only where that is needed.</summary>
    AsNeeded,

    /// <summary>Show nothing: an error where the person would have to be asked.</summary>
    None,

    /// <summary>Ask for a sign-in although there is a session.</summary>
    Login,
}

/// <summary>Why a request is not granted (RFC 6749 §4.1.2.1). Where <paramref name="RedirectUri"/> is null it is shown to the
/// person and not sent anywhere: the address to send it to was not trustworthy.</summary>
internal sealed record AuthorizationError(string Code, string Description, string? RedirectUri = null, string? State = null)
{
    /// <summary>The registered client that asked; null where it is not known.</summary>
    public string? ClientId { get; init; }
}
