using Cabildo.Platform.Country;

namespace Cabildo.Identity;

/// <summary>The settings of the OpenID provider, section <c>Identity</c>. A mistake in them stops the start with a sentence.</summary>
public sealed class IdentityProviderOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Identity";

    /// <summary>The issuer identifier: <c>https</c> scheme and host (and port), nothing after it; plain <c>http</c> only on a
    /// loopback host. Passkeys are bound to its host name. No default.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The relying parties. Without any, nobody can be signed in for a service.</summary>
    public IList<RelyingPartyOptions> Clients { get; } = [];

    /// <summary>How long an authorization code may be exchanged; 60 seconds if not set, and never more (FAPI 2.0 §5.3.2.1).</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long access tokens and ID tokens hold; 10 minutes if not set, an hour at most.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a person stays signed in at the provider, counted from the sign-in; 8 hours if not set.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long a key signs; 90 days if not set. Its successor is published from the day the key starts, and the
    /// key itself stays published one more day after its last signature.</summary>
    public TimeSpan SigningKeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Wrong passwords in a row that lock the password of an account; 5 if not set. Passkeys go on working.</summary>
    public int LockOutAfter { get; set; } = 5;

    /// <summary>How long the password stays locked; 15 minutes if not set.</summary>
    public TimeSpan LockOutFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Sign-in tries a minute from one address (one /64 in IPv6); 60 if not set.</summary>
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>Rounds of PBKDF2-HMAC-SHA-512 over a password; 210,000 if not set (OWASP Password Storage), 100,000 at least.
    /// Hashes made with fewer are renewed at the next sign-in.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Shortest password a person may choose, in characters; 10 if not set, 8 at least (NIST SP 800-63B §5.1.1).</summary>
    public int PasswordLength { get; set; } = 10;

    /// <summary>For demonstrations only: a password that the sign-in page already holds. The start is refused unless the
    /// host of <see cref="Issuer"/> is loopback. Empty field if not set.</summary>
    public string? PrefilledPassword { get; set; }
}

/// <summary>One relying party: who it is, where its people return to, and what it may ask for.</summary>
public sealed class RelyingPartyOptions
{
    /// <summary>The <c>client_id</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name people see when they sign in, by language.</summary>
    public LocalText Name { get; } = [];

    /// <summary>Where a code may be sent; compared character by character (RFC 9700 §2.1).</summary>
    public IList<string> RedirectUris { get; } = [];

    /// <summary>Where a person may be sent after signing out; compared character by character.</summary>
    public IList<string> PostLogoutRedirectUris { get; } = [];

    /// <summary>The scopes it may be given; others are left out of what it asks for. <c>openid</c> if not set.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>The resources (RFC 8707) it may have access tokens for, besides the provider's own userinfo. None if not set.</summary>
    public IList<string> Resources { get; } = [];

    /// <summary>Where its public keys lie, for <c>private_key_jwt</c>; https, or http on a loopback host.</summary>
    public string? JwksUri { get; set; }

    /// <summary>Its public keys as the JSON text of a JWK Set, instead of <see cref="JwksUri"/>.</summary>
    public string? Jwks { get; set; }

    /// <summary>True for an application that cannot keep a key (<c>none</c>); PKCE alone then binds its codes.</summary>
    public bool Public { get; set; }
}
