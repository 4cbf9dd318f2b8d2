using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cabildo.Trust.Jose;

/// <summary>A public key on P-256 as a JSON Web Key (RFC 7517, RFC 7518 §6.2).</summary>
/// <param name="X">Base64url of the 32 bytes of x.</param>
/// <param name="Y">Base64url of the 32 bytes of y.</param>
public sealed record EcJwk([property: JsonPropertyName("x")] string X, [property: JsonPropertyName("y")] string Y)
{
    private const int CoordinateSize = 32;

    /// <summary>Always <c>EC</c>.</summary>
    [JsonPropertyName("kty")]
    public string KeyType => "EC";

    /// <summary>Always <c>P-256</c>.</summary>
    [JsonPropertyName("crv")]
    public string Curve => "P-256";

    /// <summary>Always <c>ES256</c>.</summary>
    [JsonPropertyName("alg")]
    public string Algorithm => "ES256";

    /// <summary>Always <c>sig</c>.</summary>
    [JsonPropertyName("use")]
    public string Use => "sig";

    /// <summary>The thumbprint (RFC 7638), which names the key.</summary>
    [JsonPropertyName("kid")]
    public string KeyId => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>The public part of a key.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public static EcJwk From(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize is not 256) throw new ArgumentException("The key must be on P-256.", nameof(key));
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new EcJwk(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>Reads a key. False when the text is not a JWK of this kind or its point is not on the curve.</summary>
    public static bool TryParse(string json, [NotNullWhen(true)] out EcJwk? key, [NotNullWhen(true)] out ECDsa? ecdsa)
    {
        (key, ecdsa) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (Text(root, "kty") is not "EC" || Text(root, "crv") is not "P-256") return false;
            if (Text(root, "x") is not { } x || Text(root, "y") is not { } y) return false;
            var point = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) };
            if (point.X.Length is not CoordinateSize || point.Y.Length is not CoordinateSize) return false;
            ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            key = new EcJwk(x, y);
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
