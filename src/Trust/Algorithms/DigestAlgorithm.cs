using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Cabildo.Trust.Algorithms;

/// <summary>
/// A hash function with the names the formats give it. SHA-1 and MD5 are not among them: a signature or a chain made
/// with those proves nothing.
/// </summary>
public sealed class DigestAlgorithm
{
    /// <summary>SHA-256.</summary>
    public static readonly DigestAlgorithm Sha256 = new("SHA-256", HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, "http://www.w3.org/2001/04/xmlenc#sha256");

    /// <summary>SHA-384.</summary>
    public static readonly DigestAlgorithm Sha384 = new("SHA-384", HashAlgorithmName.SHA384, SHA384.HashSizeInBytes, "http://www.w3.org/2001/04/xmldsig-more#sha384");

    /// <summary>SHA-512, what X-Road's servers use among themselves.</summary>
    public static readonly DigestAlgorithm Sha512 = new("SHA-512", HashAlgorithmName.SHA512, SHA512.HashSizeInBytes, "http://www.w3.org/2001/04/xmlenc#sha512");

    private static readonly DigestAlgorithm[] All = [Sha512, Sha256, Sha384];

    private DigestAlgorithm(string name, HashAlgorithmName hash, int size, string uri) =>
        (Name, Hash, Size, Uri, UriBytes) = (name, hash, size, uri, System.Text.Encoding.ASCII.GetBytes(uri));

    /// <summary>The name with its hyphen, e.g. <c>SHA-512</c> (FIPS 180-4).</summary>
    public string Name { get; }

    /// <summary>The framework's name.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>Length of a digest in bytes.</summary>
    public int Size { get; }

    /// <summary>The identifier in XML (RFC 9231 §2.1; XML Encryption §5.8).</summary>
    public string Uri { get; }

    /// <summary><see cref="Uri"/> in ASCII.</summary>
    internal byte[] UriBytes { get; }

    /// <summary>The algorithm an XML document names; false for an unknown, weak or missing one.</summary>
    public static bool TryFromUri(string? uri, [NotNullWhen(true)] out DigestAlgorithm? algorithm) =>
        (algorithm = Array.Find(All, known => known.Uri == uri)) is not null;

    /// <summary>The algorithm called <paramref name="name"/>, e.g. <c>SHA-512</c>; case does not matter.</summary>
    public static bool TryFromName(string? name, [NotNullWhen(true)] out DigestAlgorithm? algorithm) =>
        (algorithm = Array.Find(All, known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))) is not null;

    /// <summary>The algorithm of the framework's name; false for weak ones.</summary>
    public static bool TryFromHash(HashAlgorithmName hash, [NotNullWhen(true)] out DigestAlgorithm? algorithm) =>
        (algorithm = Array.Find(All, known => known.Hash == hash)) is not null;

    /// <summary>The digest of <paramref name="data"/>: <see cref="Size"/> bytes.</summary>
    public byte[] Compute(ReadOnlySpan<byte> data) => CryptographicOperations.HashData(Hash, data);

    /// <summary>Writes the digest of <paramref name="data"/> to <paramref name="digest"/>, which has at least <see cref="Size"/> bytes.</summary>
    public void Compute(ReadOnlySpan<byte> data, Span<byte> digest) => CryptographicOperations.HashData(Hash, data, digest);

    /// <summary>The digest of a stream of any length, read once in small pieces.</summary>
    public ValueTask<byte[]> ComputeAsync(Stream data, CancellationToken ct) => CryptographicOperations.HashDataAsync(Hash, data, ct);

    /// <inheritdoc />
    public override string ToString() => Name;
}
