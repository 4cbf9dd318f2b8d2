using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Timestamps;

/// <summary>
/// CMS SignedData with exactly one signer, signed attributes and enclosed content: what a timestamp is (RFC 3161 §2.4.2, RFC
/// 5652 §5). The framework's SignedCms would verify with a certificate out of the token when that claims to be the trusted
/// one; here the caller's certificate is the only one there is.
/// </summary>
internal sealed class CmsSignature
{
    private const int MostAttributes = 32;
    private const byte SetOf = 0x31;

    private CmsSignature(CmsSigner signer, string digestOid, ReadOnlyMemory<byte> attributes) =>
        (Signer, DigestOid, SignedAttributes) = (signer, digestOid, attributes);

    public CmsSigner Signer { get; }

    public string DigestOid { get; }

    /// <summary>The bytes that are signed: the attributes as a SET OF, not with the tag they travel under (RFC 5652 §5.4).</summary>
    public ReadOnlyMemory<byte> SignedAttributes { get; }

    public string ContentType { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    public string AlgorithmOid { get; private set; } = "";

    /// <summary>Null for an unknown or weak algorithm, or one whose digest is not the one named beside it.</summary>
    public SignatureAlgorithm? Algorithm { get; private set; }

    public byte[] Value { get; private set; } = [];

    /// <summary>Reads ContentInfo. The envelope may be BER, as X-Road's verifier takes it; what is signed is DER.</summary>
    public static CmsSignature Read(AsnReader reader)
    {
        var outer = reader.ReadSequence();
        Expect(outer.ReadObjectIdentifier(), TimestampDer.SignedData);
        var tagged = outer.ReadSequence(TimestampDer.Tag0);
        outer.ThrowIfNotEmpty();
        var data = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();

        data.ReadInteger();
        data.ReadSetOf();
        var (type, content) = ReadContent(data.ReadSequence());
        // Certificates and revocation lists: nothing is taken from them.
        if (TimestampDer.IsNext(data, TimestampDer.Tag0))
            data.ReadEncodedValue();
        if (TimestampDer.IsNext(data, TimestampDer.Tag1))
            data.ReadEncodedValue();
        var signers = data.ReadSetOf();
        data.ThrowIfNotEmpty();

        var signature = ReadSigner(signers.ReadSequence());
        if (signers.HasData)
            throw new MalformedTimestampException("A timestamp has one signature (RFC 3161 §2.4.2).");
        (signature.ContentType, signature.Content) = (type, content);
        return signature;
    }

    /// <summary>The only value of a signed attribute; null if there is none.</summary>
    public AsnReader? Attribute(string oid)
    {
        var attributes = new AsnReader(SignedAttributes, AsnEncodingRules.DER).ReadSetOf(skipSortOrderValidation: true);
        AsnReader? found = null;
        for (var count = 0; attributes.HasData; count++)
        {
            var attribute = attributes.ReadSequence();
            var id = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            // RFC 5652 §5.3, §11: each of those we read is there once, with one value.
            if (count == MostAttributes || (id == oid && found is not null))
                throw new MalformedTimestampException($"The signature has too many attributes, or {oid} twice.");
            if (id != oid)
                continue;
            found = new AsnReader(values.ReadEncodedValue(), AsnEncodingRules.DER);
            values.ThrowIfNotEmpty();
        }

        return found;
    }

    /// <summary>Whether the signature covers the content (RFC 5652 §5.4) and is by this certificate's key.</summary>
    public bool IsBy(X509Certificate2 certificate, ReadOnlySpan<byte> contentDigest, ReadOnlySpan<byte> statedDigest) =>
        CryptographicOperations.FixedTimeEquals(contentDigest, statedDigest)
        && Certificates.CertificateSignature.IsSigned(certificate, Algorithm!, SignedAttributes.Span, Value);

    private static (string Type, byte[] Content) ReadContent(AsnReader fields)
    {
        var type = fields.ReadObjectIdentifier();
        var tagged = fields.ReadSequence(TimestampDer.Tag0);
        fields.ThrowIfNotEmpty();
        var content = tagged.ReadOctetString();
        tagged.ThrowIfNotEmpty();
        return (type, content);
    }

    private static CmsSignature ReadSigner(AsnReader fields)
    {
        fields.ReadInteger();
        var signer = CmsSigner.Read(fields);
        var digest = AlgorithmIdentifier.ReadHash(fields);
        if (!TimestampDer.IsNext(fields, TimestampDer.Tag0))
            throw new MalformedTimestampException("The signature has no signed attributes (RFC 3161 §2.4.2).");
        var attributes = fields.ReadEncodedValue().ToArray();
        attributes[0] = SetOf;
        var (oid, algorithm) = AlgorithmIdentifier.ReadSignature(fields);
        var value = fields.ReadOctetString();
        if (TimestampDer.IsNext(fields, TimestampDer.Tag1))
            fields.ReadEncodedValue();
        fields.ThrowIfNotEmpty();
        return new CmsSignature(signer, digest, attributes) { AlgorithmOid = oid, Algorithm = Resolve(oid, algorithm, digest), Value = value };
    }

    // RFC 3370 §3.2: rsaEncryption leaves the digest to digestAlgorithm. Where both name one, it is the same.
    private static SignatureAlgorithm? Resolve(string oid, SignatureAlgorithm? named, string digestOid)
    {
        if (AlgorithmIdentifier.DigestOf(digestOid) is not { } digest)
            return null;
        if (oid == AlgorithmIdentifier.RsaKey)
            return SignatureAlgorithm.Of(SignatureScheme.RsaPkcs1, digest);
        return named?.Digest == digest ? named : null;
    }

    private static void Expect(string found, string wanted)
    {
        if (found != wanted)
            throw new MalformedTimestampException($"The content is {found}, not {wanted}.");
    }
}
