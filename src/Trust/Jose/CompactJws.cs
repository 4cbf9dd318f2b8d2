using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cabildo.Trust.Jose;

/// <summary>A JSON Web Signature in compact form (RFC 7515 §7.1), ES256 and nothing else.</summary>
public sealed class CompactJws
{
    private const string Algorithm = "ES256";
    private const int LongestHeader = 4096;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly byte[] _signingInput;
    private readonly byte[] _signature;

    private CompactJws(string type, string keyId, byte[] payload, byte[] signingInput, byte[] signature) =>
        (Type, KeyId, Payload, _signingInput, _signature) = (type, keyId, payload, signingInput, signature);

    /// <summary>The header <c>typ</c>.</summary>
    public string Type { get; }

    /// <summary>The header <c>kid</c>: which key signed.</summary>
    public string KeyId { get; }

    /// <summary>The bytes that are signed.</summary>
    public byte[] Payload { get; }

    /// <summary>Signs a payload.</summary>
    /// <param name="type">The header <c>typ</c>.</param>
    /// <param name="keyId">The header <c>kid</c>.</param>
    /// <param name="payload">The bytes.</param>
    /// <param name="key">A private key on P-256.</param>
    public static string Sign(string type, string keyId, ReadOnlySpan<byte> payload, ECDsa key)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alg"] = Algorithm,
            ["kid"] = keyId,
            ["typ"] = type,
        });
        var signingInput = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signingInput), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signingInput}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>False when the token is longer than allowed, is not three parts, names another algorithm or type, or has critical headers.</summary>
    public static bool TryRead(string token, string type, int longest, [NotNullWhen(true)] out CompactJws? jws)
    {
        jws = null;
        if (token.Length > longest || token.Split('.', 4) is not [var header, var payload, var signature]) return false;
        if (header.Length > LongestHeader) return false;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(header), Strict);
            var root = json.RootElement;
            if (Text(root, "alg") != Algorithm || Text(root, "typ") != type || root.TryGetProperty("crit", out _)) return false;
            if (Text(root, "kid") is not { Length: > 0 and <= 128 } keyId) return false;
            jws = new CompactJws(
                type, keyId, Base64Url.DecodeFromChars(payload), Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature));
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether the signature is by this key, which must be on P-256.</summary>
    public bool Verify(ECDsa key) =>
        key.KeySize is 256
        && _signature.Length is 64
        && key.VerifyData(_signingInput, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
