using System.Text.Json.Serialization;

namespace Cabildo.Identity.Tokens;

/// <summary>A successful answer of the token endpoint (OIDC Core §3.1.3.3).</summary>
internal sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("id_token")] string IdToken,
    [property: JsonPropertyName("scope")] string Scope);
