using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Certificates;

/// <summary>
/// Whether one certificate bears another's signature. Nothing else of a path is judged: neither validity nor usage. A
/// chain engine would ask the system's stores and the network; this asks the two certificates.
/// </summary>
public static class CertificateSignature
{
    /// <summary>
    /// True if the names meet (RFC 5280 §6.1.3 (a)(4)) and the issuer's key verifies the signature; false too for weak
    /// algorithms.
    /// </summary>
    public static bool IsBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
            return false;

        try
        {
            var whole = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var signed = whole.ReadEncodedValue();
            var named = whole.PeekEncodedValue();
            var (_, algorithm) = AlgorithmIdentifier.ReadSignature(whole);
            var signature = whole.ReadBitString(out var unused);
            whole.ThrowIfNotEmpty();
            return algorithm is not null && unused == 0 && NamesAlgorithm(signed, named)
                && IsSigned(issuer, algorithm, signed.Span, signature);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Whether a signature, ECDSA's as DER, is of these data by this certificate's key.</summary>
    public static bool IsSigned(X509Certificate2 signer, SignatureAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = SignatureAlgorithm.PublicKeyOf(signer);
            return key is not null && algorithm.Verify(key, data, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // A key on a curve this system does not have, or a signature that is none.
            return false;
        }
    }

    // RFC 5280 §4.1.1.2: the algorithm is named twice, and only once under the signature.
    private static bool NamesAlgorithm(ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> named)
    {
        var fields = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
        if (fields.PeekTag().TagClass == TagClass.ContextSpecific)
            fields.ReadEncodedValue();
        fields.ReadIntegerBytes();
        return fields.ReadEncodedValue().Span.SequenceEqual(named.Span);
    }
}
