using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Documents.Publishing;

/// <summary>Signed bytes ready to be served to anybody, with what a cache needs.</summary>
internal sealed class SignedDocument(byte[] content, string mediaType, DateTimeOffset issuedAt, TimeSpan timeToLive)
{
    public ReadOnlyMemory<byte> Content => content;

    public string MediaType => mediaType;

    /// <summary>The time the content speaks of.</summary>
    public DateTimeOffset IssuedAt => issuedAt;

    public string CacheControl { get; } = $"public, max-age={(long)timeToLive.TotalSeconds}";

    public EntityTagHeaderValue Tag { get; } = new($"\"{Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 16))}\"");
}
