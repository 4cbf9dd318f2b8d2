using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>
/// The hash by which a configuration names the authentication certificate of a server: SHA-256 since version 3, SHA-1 in
/// version 2. The length tells which.
/// </summary>
public sealed record CertificateHash
{
    private CertificateHash(string hex) => Hex = hex;

    /// <summary>The hash in upper-case hexadecimal: 64 digits, or 40 for SHA-1.</summary>
    public string Hex { get; }

    /// <summary>Whether it is SHA-1, which only versions 2 may use.</summary>
    public bool IsSha1 => Hex.Length == 2 * SHA1.HashSizeInBytes;

    /// <summary>The hash of these bytes; null unless they are 20 or 32.</summary>
    public static CertificateHash? FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length is SHA1.HashSizeInBytes or SHA256.HashSizeInBytes ? new(Convert.ToHexString(bytes)) : null;

    /// <summary>The SHA-256 of a certificate.</summary>
    public static CertificateHash Of(X509Certificate2 certificate) => new(Convert.ToHexString(SHA256.HashData(certificate.RawData)));

    /// <summary>The SHA-1 of a certificate, for what version 2 says of it.</summary>
    public static CertificateHash Sha1Of(X509Certificate2 certificate) =>
#pragma warning disable CA5350 // The centre chose it; nothing is signed with it, and finding a second certificate for a hash is still out of reach.
        new(Convert.ToHexString(SHA1.HashData(certificate.RawData)));
#pragma warning restore CA5350

    /// <summary>The hash as bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);
}
