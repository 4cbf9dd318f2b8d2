using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Signers;
using Cabildo.Trust.Cose;
using Cabildo.Trust.Jose;

namespace Cabildo.Credentials.StatusLists;

/// <summary>A signed status list (Token Status List §5), as a JWT or a CWT.</summary>
/// <param name="Uri">Where it is published; documents refer to it by this.</param>
/// <param name="IssuedAt">When it was signed, in whole seconds.</param>
/// <param name="ExpiresAt">After this it says nothing any more; null when the issuer set no end.</param>
/// <param name="TimeToLive">How long a copy may be used before asking for a fresh one; null when the issuer does not say.</param>
/// <param name="List">The states.</param>
public sealed record StatusListToken(string Uri, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, TimeSpan? TimeToLive, StatusList List)
{
    /// <summary>Media type of the JWT form (§12.6).</summary>
    public const string JwtMediaType = "application/statuslist+jwt";

    /// <summary>Media type of the CWT form.</summary>
    public const string CwtMediaType = "application/statuslist+cwt";

    private const string JwtType = "statuslist+jwt";
    private const int LongestToken = 16 * 1024 * 1024;

    /// <summary>Signs the list as a JWT (§5.1).</summary>
    public string ToJwt(DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("sub", Uri);
            json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
            if (ExpiresAt is { } end) json.WriteNumber("exp", end.ToUnixTimeSeconds());
            if (TimeToLive is { } ttl) json.WriteNumber("ttl", (long)ttl.TotalSeconds);
            json.WriteStartObject("status_list");
            json.WriteNumber("bits", List.Bits);
            json.WriteString("lst", Base64Url.EncodeToString(List.Compress()));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return CompactJws.Sign(JwtType, signer.KeyId.ToString(), payload.ToArray(), signer.Key);
    }

    /// <summary>Signs the list as a CWT (§5.2).</summary>
    public byte[] ToCwt(DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var header = new CoseHeader { KeyId = signer.KeyId.ToBytes(), Type = CwtMediaType };
        return CoseSign1.Sign(StatusListCwt.Encode(this), header, signer.CoseKey);
    }

    /// <summary>Reads and verifies the JWT form. False for a bad signature, an unknown signer, or claims that are missing or malformed.</summary>
    /// <param name="token">The compact JWT.</param>
    /// <param name="keyFor">The public key that a <c>kid</c> names, or null.</param>
    /// <param name="list">What was read. Its times are for the caller to judge.</param>
    public static bool TryReadJwt(string token, Func<string, ECDsa?> keyFor, [NotNullWhen(true)] out StatusListToken? list)
    {
        ArgumentNullException.ThrowIfNull(keyFor);
        list = null;
        if (!CompactJws.TryRead(token, JwtType, LongestToken, out var jws)) return false;
        return keyFor(jws.KeyId) is { } key && jws.Verify(key) && TryReadClaims(jws.Payload, out list);
    }

    /// <summary>Reads and verifies the CWT form, under the same conditions as <see cref="TryReadJwt"/>.</summary>
    public static bool TryReadCwt(ReadOnlyMemory<byte> token, Func<ReadOnlyMemory<byte>, CoseKey?> keyFor, [NotNullWhen(true)] out StatusListToken? list)
    {
        ArgumentNullException.ThrowIfNull(keyFor);
        list = null;
        if (!CoseSign1.TryRead(token, out var message, LongestToken) || message.Header.Type != CwtMediaType) return false;
        return keyFor(message.KeyId) is { } key && message.Verify(key) && StatusListCwt.TryDecode(message.Payload, out list);
    }

    private static bool TryReadClaims(byte[] payload, [NotNullWhen(true)] out StatusListToken? list)
    {
        list = null;
        try
        {
            using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = json.RootElement;
            var states = root.GetProperty("status_list");
            var compressed = Base64Url.DecodeFromChars(states.GetProperty("lst").GetString());
            if (!StatusList.TryDecompress(states.GetProperty("bits").GetInt32(), compressed, out var entries)) return false;
            list = new StatusListToken(
                root.GetProperty("sub").GetString() ?? throw new FormatException("The subject is null."),
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("iat").GetInt64()),
                root.TryGetProperty("exp", out var exp) ? DateTimeOffset.FromUnixTimeSeconds(exp.GetInt64()) : null,
                root.TryGetProperty("ttl", out var ttl) ? TimeSpan.FromSeconds(ttl.GetInt64()) : null,
                entries);
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException or OverflowException)
        {
            return false;
        }
    }
}
