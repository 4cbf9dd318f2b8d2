using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Timestamps;

/// <summary>
/// The signing-certificate attributes: the signer's certificate by its hash, so that no other with the same key and name can be put in
/// its place (RFC 3161 §2.4.2; RFC 2634 §5.4 by SHA-1, RFC 5035 §3 by any hash).
/// </summary>
internal static class EssCertificate
{
    /// <summary>Whether every such attribute of the signature names this certificate; true if there is none, as X-Road's verifier has it.</summary>
    public static bool Names(CmsSignature signature, X509Certificate2 certificate) =>
        (signature.Attribute(TimestampDer.SigningCertificate) is not { } first || IsHash(ReadFirst(first), certificate))
        && (signature.Attribute(TimestampDer.SigningCertificateV2) is not { } second || IsHash(ReadFirst(second), certificate));

    /// <summary>SigningCertificateV2 with one ESSCertIDv2 by SHA-256, whose name is the default and so left out.</summary>
    public static void Write(AsnWriter writer, X509Certificate2 certificate)
    {
        using var attribute = writer.PushSequence();
        using var list = writer.PushSequence();
        using var identifier = writer.PushSequence();
        writer.WriteOctetString(DigestAlgorithm.Sha256.Compute(certificate.RawDataMemory.Span));
    }

    // The first is the signer's; those of its issuers may follow (RFC 5035 §3). A version 1 identifier starts with the hash itself.
    private static (string? Oid, byte[] Hash) ReadFirst(AsnReader values)
    {
        var identifiers = values.ReadSequence().ReadSequence();
        var identifier = identifiers.ReadSequence();
        var oid = TimestampDer.IsNext(identifier, Asn1Tag.Sequence) ? AlgorithmIdentifier.ReadHash(identifier) : null;
        return (oid, identifier.ReadOctetString());
    }

    // Version 1 has always SHA-1, version 2 without a name SHA-256: the length tells them apart.
    private static bool IsHash((string? Oid, byte[] Hash) stated, X509Certificate2 certificate)
    {
        var data = certificate.RawDataMemory.Span;
        if (stated.Oid is not null && AlgorithmIdentifier.DigestOf(stated.Oid) is null)
            return false;
        var actual = stated switch
        {
            { Oid: { } oid } => AlgorithmIdentifier.DigestOf(oid)!.Compute(data),
            // It chooses among trusted certificates and proves nothing: the signature does.
            { Hash.Length: SHA1.HashSizeInBytes } => CryptographicOperations.HashData(HashAlgorithmName.SHA1, data),
            _ => DigestAlgorithm.Sha256.Compute(data),
        };
        return stated.Hash.AsSpan().SequenceEqual(actual);
    }
}
