using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// CertID: which certificate is asked or answered about, by hashes of its issuer's name and key and by its serial number
/// (RFC 6960 §4.1.1). Two are equal if all four fields are.
/// </summary>
public sealed class OcspCertificateId : IEquatable<OcspCertificateId>
{
    private static readonly string Sha256 = AlgorithmIdentifier.OidOf(DigestAlgorithm.Sha256);
    private readonly string _hash;
    private readonly byte[] _issuerName;
    private readonly byte[] _issuerKey;

    private OcspCertificateId(string hash, byte[] issuerName, byte[] issuerKey, ReadOnlyMemory<byte> serialNumber, ReadOnlyMemory<byte> encoded) =>
        (_hash, _issuerName, _issuerKey, SerialNumber, Encoded) = (hash, issuerName, issuerKey, serialNumber, encoded);

    /// <summary>The certificate's serial number: the octets of a signed big-endian integer, as the certificate has them.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The hash of the issuer's name, in the issuer's own encoding.</summary>
    public ReadOnlyMemory<byte> IssuerNameHash => _issuerName;

    /// <summary>The hash of the issuer's public key: of the content of its BIT STRING, without the tag, length and count of unused bits.</summary>
    public ReadOnlyMemory<byte> IssuerKeyHash => _issuerKey;

    /// <summary>The identifier as DER, byte for byte as it came: an answer repeats those bytes, for some clients compare them.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The identifier of a certificate.</summary>
    /// <param name="certificate">The certificate to ask about.</param>
    /// <param name="issuer">The authority that issued it.</param>
    /// <param name="hash">X-Road 7 makes SHA-1, and compares an answer's identifier with its own: answer and ask it with that.</param>
    public static OcspCertificateId Of(X509Certificate2 certificate, X509Certificate2 issuer, OcspIdHash hash = OcspIdHash.Sha1)
    {
        var oid = hash is OcspIdHash.Sha256 ? Sha256 : AlgorithmIdentifier.Sha1;
        var name = Hash(oid, certificate.IssuerName.RawData)!;
        var key = Hash(oid, issuer.PublicKey.EncodedKeyValue.RawData)!;
        var serial = certificate.SerialNumberBytes;
        return new OcspCertificateId(oid, name, key, serial, Encode(oid, name, key, serial.Span));
    }

    /// <summary>Whether this identifies the certificate, issued by that issuer; false too if it is by a hash other than SHA-1 and SHA-256.</summary>
    public bool Matches(X509Certificate2 certificate, X509Certificate2 issuer) =>
        SerialNumber.Span.SequenceEqual(certificate.SerialNumberBytes.Span) && IsOf(certificate.IssuerName, issuer);

    /// <summary>Whether this identifies some certificate of that issuer.</summary>
    public bool IsIssuedBy(X509Certificate2 issuer) => IsOf(issuer.SubjectName, issuer);

    /// <inheritdoc />
    public bool Equals(OcspCertificateId? other) =>
        other is not null && _hash == other._hash && SerialNumber.Span.SequenceEqual(other.SerialNumber.Span)
        && _issuerName.AsSpan().SequenceEqual(other._issuerName) && _issuerKey.AsSpan().SequenceEqual(other._issuerKey);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OcspCertificateId);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var code = new HashCode();
        code.AddBytes(SerialNumber.Span);
        code.AddBytes(_issuerKey);
        return code.ToHashCode();
    }

    /// <summary>The serial number in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexString(SerialNumber.Span);

    internal static OcspCertificateId Read(AsnReader reader)
    {
        var encoded = reader.PeekEncodedValue();
        var fields = reader.ReadSequence();
        var hash = AlgorithmIdentifier.ReadHash(fields);
        var (name, key) = (fields.ReadOctetString(), fields.ReadOctetString());
        var serial = fields.ReadIntegerBytes();
        fields.ThrowIfNotEmpty();
        return new OcspCertificateId(hash, name, key, serial, encoded);
    }

    private bool IsOf(X500DistinguishedName name, X509Certificate2 issuer) =>
        Hash(_hash, name.RawData) is { } nameHash && nameHash.AsSpan().SequenceEqual(_issuerName)
        && Hash(_hash, issuer.PublicKey.EncodedKeyValue.RawData).AsSpan().SequenceEqual(_issuerKey);

    // SHA-1 names an issuer here and proves nothing: the signature over the answer does that (RFC 6960 §4.1.1, §5).
    private static byte[]? Hash(string oid, byte[] data) =>
        oid == AlgorithmIdentifier.Sha1 ? CryptographicOperations.HashData(HashAlgorithmName.SHA1, data)
        : oid == Sha256 ? DigestAlgorithm.Sha256.Compute(data)
        : null;

    private static byte[] Encode(string hash, byte[] name, byte[] key, ReadOnlySpan<byte> serial)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            AlgorithmIdentifier.WriteHash(writer, hash);
            writer.WriteOctetString(name);
            writer.WriteOctetString(key);
            writer.WriteInteger(serial);
        }

        return writer.Encode();
    }
}

/// <summary>What an <see cref="OcspCertificateId"/> hashes its issuer with.</summary>
public enum OcspIdHash
{
    /// <summary>SHA-1: what nearly all clients and responders use, and all of X-Road 7.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,
}
