using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// A certificate as a configuration carries it: bytes, opened only by who needs them. Two are equal if their bytes are. The
/// schemas ask for DER; X-Road's centre also hands on the PEM text that an operator gave it, which becomes DER here.
/// </summary>
public sealed class EncodedCertificate : IEquatable<EncodedCertificate>
{
    private EncodedCertificate(byte[] der) => Der = der;

    /// <summary>The certificate in DER (RFC 5280 §4.1), or whatever else stood there.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Takes bytes that are DER or PEM; nothing is checked until <see cref="Open"/>.</summary>
    public static EncodedCertificate From(ReadOnlySpan<byte> bytes) => new(FromPem(bytes) ?? bytes.ToArray());

    /// <summary>Takes a certificate.</summary>
    public static EncodedCertificate From(X509Certificate2 certificate) => new(certificate.RawData);

    /// <summary>The certificate, which the caller disposes; null if the bytes are none.</summary>
    public X509Certificate2? Open()
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Der.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The digest of <see cref="Der"/>.</summary>
    public byte[] Digest(DigestAlgorithm algorithm) => algorithm.Compute(Der.Span);

    /// <inheritdoc />
    public bool Equals(EncodedCertificate? other) => other is not null && Der.Span.SequenceEqual(other.Der.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as EncodedCertificate);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Der.Span);
        return hash.ToHashCode();
    }

    private static byte[]? FromPem(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("-----BEGIN "u8))
            return null;
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        return PemEncoding.TryFind(text, out var fields) ? Convert.FromBase64String(text[fields.Base64Data]) : null;
    }
}
