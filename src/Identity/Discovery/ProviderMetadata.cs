using System.Text.Json.Serialization;

namespace Cabildo.Identity.Discovery;

/// <summary>What the provider offers (OIDC Discovery §3, RFC 8414 §2, RP-Initiated Logout §2.1, RFC 9207 §3).</summary>
internal sealed record ProviderMetadata
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public string AuthorizationEndpoint => Issuer + Endpoints.Authorize;

    [JsonPropertyName("token_endpoint")]
    public string TokenEndpoint => Issuer + Endpoints.Token;

    [JsonPropertyName("userinfo_endpoint")]
    public string UserInfoEndpoint => Issuer + Endpoints.UserInfo;

    [JsonPropertyName("end_session_endpoint")]
    public string EndSessionEndpoint => Issuer + Endpoints.EndSession;

    [JsonPropertyName("jwks_uri")]
    public string JwksUri => Issuer + Endpoints.Keys;

    [JsonPropertyName("scopes_supported")]
    public required IReadOnlyList<string> Scopes { get; init; }

    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; } = ["code"];

    [JsonPropertyName("response_modes_supported")]
    public IReadOnlyList<string> ResponseModes { get; } = ["query"];

    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypes { get; } = ["authorization_code"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> IdTokenAlgorithms { get; } = ["ES256"];

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> ClientAuthentication { get; } = ["private_key_jwt", "none"];

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> ClientAlgorithms { get; } = Clients.ClientAssertions.Algorithms;

    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> CodeChallengeMethods { get; } = [Tokens.Pkce.Method];

    [JsonPropertyName("prompt_values_supported")]
    public IReadOnlyList<string> Prompts { get; } = ["none", "login"];

    [JsonPropertyName("acr_values_supported")]
    public IReadOnlyList<string> ContextClasses { get; } = Sessions.AuthenticationMethods.ContextClasses;

    [JsonPropertyName("claims_supported")]
    public IReadOnlyList<string> Claims { get; } =
        ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash", "name", "given_name", "family_name", "national_id"];

    [JsonPropertyName("ui_locales_supported")]
    public IReadOnlyList<string> Languages { get; } = Platform.Pages.PagesRegistration.Languages;

    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool NamesIssuerInAnswers { get; } = true;

    [JsonPropertyName("claims_parameter_supported")]
    public bool ReadsClaimsParameter { get; }

    [JsonPropertyName("request_parameter_supported")]
    public bool ReadsRequestObjects { get; }

    // True if left out (OIDC Discovery §3), so it is said.
    [JsonPropertyName("request_uri_parameter_supported")]
    public bool ReadsRequestUris { get; }
}
