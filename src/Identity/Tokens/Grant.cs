namespace Cabildo.Identity.Tokens;

/// <summary>
/// What one sign-in gave one relying party: the code, and the access token it was exchanged for. The row outlives the
/// code, so that a second use is noticed and takes back what the first gave (RFC 6749 §4.1.2).
/// </summary>
internal sealed class Grant
{
    /// <summary>Also the <c>jti</c> of the access token.</summary>
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the code; the code itself is never stored.</summary>
    public required byte[] CodeHash { get; init; }

    public required string ClientId { get; init; }

    public Guid AccountId { get; init; }

    public Guid SessionId { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>PKCE, S256 (RFC 7636 §4.2).</summary>
    public required string CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The scopes granted, with spaces between them.</summary>
    public required string Scope { get; init; }

    /// <summary>The resource of the access token (RFC 8707); null for the provider itself.</summary>
    public string? Resource { get; init; }

    public DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The <c>amr</c> values (RFC 8176), with spaces between them.</summary>
    public required string Methods { get; init; }

    public DateTimeOffset CodeExpiresAt { get; init; }

    public DateTimeOffset? RedeemedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>From when nothing of it is valid any more and the row may go.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public bool Has(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);
}
