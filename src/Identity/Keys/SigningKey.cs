using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Keys;

/// <summary>A signing key ready for use: P-256, for ES256.</summary>
internal sealed class SigningKey(int sequence, string keyId, ECDsa key, DateTimeOffset signsFrom, DateTimeOffset signsUntil)
{
    public int Sequence { get; } = sequence;

    public DateTimeOffset SignsFrom { get; } = signsFrom;

    public DateTimeOffset SignsUntil { get; } = signsUntil;

    public ECDsaSecurityKey Key { get; } = new(key) { KeyId = keyId };

    public SigningCredentials Credentials => field ??= new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256);

    public PublicJwk ToPublicJwk()
    {
        var point = Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicJwk("EC", "sig", SecurityAlgorithms.EcdsaSha256, Key.KeyId, "P-256", Base64UrlEncoder.Encode(point.X!), Base64UrlEncoder.Encode(point.Y!));
    }
}

/// <summary>A public key as JWK (RFC 7517, RFC 7518 §6.2.1).</summary>
internal sealed record PublicJwk(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y);

/// <summary>A JWK Set (RFC 7517 §5).</summary>
internal sealed record PublicJwks([property: JsonPropertyName("keys")] IReadOnlyList<PublicJwk> Keys);
