using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Clients;

/// <summary>Verifies <c>private_key_jwt</c> (RFC 7523 §3, OIDC Core §9).</summary>
internal sealed class ClientAssertions(
    ClientKeys keys, UsedAssertions used, IOptions<IdentityProviderOptions> options, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>What a relying party may sign with.</summary>
    public static readonly IReadOnlyList<string> Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = 8 * 1024, MapInboundClaims = false };

    /// <summary>The <c>sub</c> that an assertion claims for itself; nothing of it is verified yet.</summary>
    public string? ClaimedClient(string assertion) => Parse(assertion)?.Subject;

    /// <returns>Null where the assertion proves that <paramref name="client"/> sent the request, otherwise why it does not.</returns>
    public async Task<string?> VerifyAsync(RelyingParty client, string assertion, CancellationToken ct)
    {
        if (Parse(assertion) is not { } jwt)
            return "The client assertion is not a JWT.";
        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
            return "The client assertion must be signed with ES256 or PS256.";
        var candidates = await keys.OfAsync(client, jwt.Kid is { Length: > 0 } kid ? kid : null, ct);
        if (!await IsSignedAsync(assertion, candidates))
            return "The signature of the client assertion does not fit the keys of this client.";
        return ProblemOfClaims(client, jwt)
            ?? (await used.AddAsync(client.Id, jwt.Id, Expiry(jwt) + ClockSkew, ct) ? null : "The client assertion was used before: make one for each request.");
    }

    private string? ProblemOfClaims(RelyingParty client, JsonWebToken jwt)
    {
        var now = time.GetUtcNow();
        if (jwt.Issuer != client.Id || jwt.Subject != client.Id)
            return "iss and sub of the client assertion must be the client_id.";
        if (!IsForUs(jwt))
            return "aud of the client assertion must be the issuer or the token endpoint, and nobody else.";
        if (!jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out _) || Expiry(jwt) <= now - ClockSkew)
            return "The client assertion has no exp or has expired.";
        if (Expiry(jwt) > now + LongestLife + ClockSkew)
            return "The client assertion lives too long: exp may be at most 5 minutes ahead.";
        if (IsAhead(jwt, JwtRegisteredClaimNames.Iat, now) || IsAhead(jwt, JwtRegisteredClaimNames.Nbf, now))
            return "The client assertion is dated in the future: check the clock of the client.";
        return jwt.Id is { Length: > 0 and <= 256 } ? null : "The client assertion needs a jti of at most 256 characters.";
    }

    // An audience beside ours could present the assertion here in the client's name.
    private bool IsForUs(JsonWebToken jwt)
    {
        var issuer = options.Value.Issuer;
        var audiences = jwt.Audiences.ToArray();
        return audiences.Length > 0 && audiences.All(audience => audience == issuer || audience == issuer + Endpoints.Token);
    }

    private static bool IsAhead(JsonWebToken jwt, string claim, DateTimeOffset now) =>
        jwt.TryGetPayloadValue<long>(claim, out var seconds) && seconds > (now + ClockSkew).ToUnixTimeSeconds();

    private static DateTimeOffset Expiry(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;

    private async Task<bool> IsSignedAsync(string assertion, IReadOnlyList<SecurityKey> candidates)
    {
        if (candidates.Count == 0)
            return false;
        var result = await _handler.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKeys = candidates,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            ValidateIssuer = false, // compared with the client in ProblemOfClaims, as are audience and life
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }

    private JsonWebToken? Parse(string assertion)
    {
        try
        {
            return _handler.CanReadToken(assertion) ? _handler.ReadJsonWebToken(assertion) : null;
        }
        catch (Exception problem) when (problem is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }
}
