using System.Globalization;
using Cabildo.Identity.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tokens;

/// <summary>Reads back tokens that this provider made.</summary>
internal sealed class OwnTokens(SigningKeys keys, Grants grants, IOptions<IdentityProviderOptions> options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = OAuthParameters.LongestValue, MapInboundClaims = false };

    /// <summary>The grant behind an access token; null where the token is not ours, has expired or was taken back.</summary>
    public async Task<Grant?> GrantOfAccessTokenAsync(string token, CancellationToken ct)
    {
        if (await VerifyAsync(token, TokenIssuer.AccessTokenType, ct) is not { } jwt || !IsAlive(jwt))
            return null;
        return Guid.TryParse(jwt.Id, CultureInfo.InvariantCulture, out var id) ? await grants.FindLiveAsync(id, ct) : null;
    }

    /// <summary>An ID token given back as <c>id_token_hint</c>; an expired one still tells who is meant (RP-Initiated Logout §2).</summary>
    public Task<JsonWebToken?> ReadIdTokenHintAsync(string token, CancellationToken ct) => VerifyAsync(token, JwtConstants.HeaderType, ct);

    private async Task<JsonWebToken?> VerifyAsync(string token, string type, CancellationToken ct)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = (await keys.PublishedAsync(ct)).Select(key => key.Key),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [type],
            ValidIssuer = options.Value.Issuer,
            RequireSignedTokens = true,
            ValidateAudience = false, // the provider is its own audience, whatever resource a token is for
            ValidateLifetime = false, // against the injected clock, in IsAlive
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }

    private bool IsAlive(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var exp) && exp > time.GetUtcNow().ToUnixTimeSeconds();
}
