using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cabildo.Credentials.Encodings;
using Cabildo.Trust.Jose;

namespace Cabildo.Credentials.TrustLists;

/// <summary>A trust list signed by its publisher: a compact JWS of type <c>trust-list+jwt</c>.</summary>
public static class TrustListToken
{
    private const string Type = "trust-list+jwt";
    private const int LongestToken = 4 * 1024 * 1024;

    /// <summary>Signs the list. The key is named by its thumbprint.</summary>
    public static string Sign(TrustList list, ECDsa publisherKey) =>
        CompactJws.Sign(Type, EcJwk.From(publisherKey).KeyId, JsonSerializer.SerializeToUtf8Bytes(list, TrustListJson.Default.TrustList), publisherKey);

    /// <summary>
    /// Reads a list that <paramref name="publisherKey"/> signed. False when the signature or the content is wrong.
    /// Whether the list is still in force is for the caller to judge.
    /// </summary>
    public static bool TryRead(string token, ECDsa publisherKey, [NotNullWhen(true)] out TrustList? list)
    {
        list = null;
        if (!CompactJws.TryRead(token, Type, LongestToken, out var jws)) return false;
        if (jws.KeyId != EcJwk.From(publisherKey).KeyId || !jws.Verify(publisherKey)) return false;
        try
        {
            list = JsonSerializer.Deserialize(jws.Payload, TrustListJson.Default.TrustList);
            return list is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

[JsonSourceGenerationOptions(
    Converters = [typeof(UnixSecondsConverter)],
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrustList))]
internal sealed partial class TrustListJson : JsonSerializerContext;
