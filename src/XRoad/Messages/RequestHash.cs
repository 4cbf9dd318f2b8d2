using System.Security.Cryptography;

namespace Cabildo.XRoad.Messages;

/// <summary>What ties an answer to its request: the value of x-road-request-hash (PR-REST 4.3).</summary>
public static class RequestHash
{
    /// <summary>Base64 of SHA512(part), or of SHA512(SHA512(part) ‖ SHA512(body)) where there is a body.</summary>
    /// <param name="part">The request's message part.</param>
    /// <param name="bodyDigest">SHA-512 of the body; null if there is none.</param>
    public static string Of(ReadOnlySpan<byte> part, ReadOnlySpan<byte> bodyDigest)
    {
        Span<byte> digests = stackalloc byte[2 * SHA512.HashSizeInBytes];
        SHA512.HashData(part, digests);
        if (bodyDigest.IsEmpty)
            return Convert.ToBase64String(digests[..SHA512.HashSizeInBytes]);

        bodyDigest.CopyTo(digests[SHA512.HashSizeInBytes..]);
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(digests, hash);
        return Convert.ToBase64String(hash);
    }
}
