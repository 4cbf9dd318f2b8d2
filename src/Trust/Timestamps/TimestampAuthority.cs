using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Timestamps;

/// <summary>Makes timestamps (RFC 3161). Holds no state; may be used by many threads if its key may.</summary>
public sealed class TimestampAuthority
{
    private const int SerialNumberBytes = 16;
    private const int SignedDataVersion = 3;
    private readonly AsymmetricAlgorithm _key;
    private readonly X509Certificate2 _certificate;
    private readonly SignatureAlgorithm _algorithm;

    /// <param name="key">The authority's private key, ECDSA or RSA; stays the caller's.</param>
    /// <param name="certificate">Its certificate, critically and only for timestamping (RFC 3161 §2.3).</param>
    /// <param name="policy">The object identifier of the policy it works by.</param>
    /// <param name="algorithm">How to sign; if null, with the key's usual algorithm over SHA-256.</param>
    /// <exception cref="ArgumentException">The certificate is not for that.</exception>
    public TimestampAuthority(AsymmetricAlgorithm key, X509Certificate2 certificate, string policy, SignatureAlgorithm? algorithm = null)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (usages is not { Critical: true, EnhancedKeyUsages.Count: 1 } || usages.EnhancedKeyUsages[CertificateProfiles.TimestampingUsage] is null)
            throw new ArgumentException("A timestamping certificate is critically for timestamping alone (RFC 3161 §2.3).", nameof(certificate));
        (_key, _certificate, Policy, _algorithm) = (key, certificate, policy, algorithm ?? SignatureAlgorithm.For(key, DigestAlgorithm.Sha256));
    }

    /// <summary>The object identifier of the policy it works by.</summary>
    public string Policy { get; }

    /// <summary>How far its clock may be off, stated in each token. By default a second, as the time is stated in seconds; null states nothing.</summary>
    public TimeSpan? Accuracy { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Answers a request: a response with a token, or with the reason why there is none.</summary>
    /// <param name="request">The request as DER, as it came.</param>
    /// <param name="now">The authority's time; stated in whole seconds.</param>
    /// <param name="serialNumber">
    /// A number that no other token of the authority has, as the octets of a positive big-endian integer; null for 126 random bits.
    /// </param>
    public byte[] Answer(ReadOnlyMemory<byte> request, DateTimeOffset now, ReadOnlyMemory<byte>? serialNumber = null)
    {
        TimestampRequest asked;
        try
        {
            asked = TimestampRequest.Parse(request);
        }
        catch (MalformedTimestampException malformed)
        {
            return TimestampResponse.Rejected(TimestampFailure.BadDataFormat, malformed.Message);
        }

        if (Refusal(asked) is { } refusal)
            return refusal;
        var info = new TimestampInfo(Policy, asked.Imprint, serialNumber ?? NewSerialNumber(), now) { Accuracy = Accuracy, Nonce = asked.Nonce };
        return TimestampResponse.Granted(Sign(info.Encode(), asked.WantsCertificate));
    }

    private byte[]? Refusal(TimestampRequest asked)
    {
        if (asked.Imprint.Algorithm is not { } algorithm)
            return TimestampResponse.Rejected(TimestampFailure.BadAlgorithm, "The imprint is by SHA-256, SHA-384 or SHA-512.");
        if (asked.Imprint.Hash.Length != algorithm.Size)
            return TimestampResponse.Rejected(TimestampFailure.BadDataFormat, $"A {algorithm} imprint has {algorithm.Size} bytes.");
        if (asked.Policy is not null && asked.Policy != Policy)
            return TimestampResponse.Rejected(TimestampFailure.UnacceptedPolicy, $"The policy of this authority is {Policy}.");
        return asked.HasExtensions
            ? TimestampResponse.Rejected(TimestampFailure.UnacceptedExtension, "This authority knows no extensions.")
            : null;
    }

    // RFC 5652 §5.1; version 3 because the content is not plain data.
    private byte[] Sign(byte[] content, bool withCertificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(TimestampDer.SignedData);
            using var tagged = writer.PushSequence(TimestampDer.Tag0);
            using var data = writer.PushSequence();
            writer.WriteInteger(SignedDataVersion);
            using (writer.PushSetOf())
                AlgorithmIdentifier.WriteHash(writer, DigestOid);
            WriteContent(writer, content);
            if (withCertificate)
            {
                using var certificates = writer.PushSetOf(TimestampDer.Tag0);
                writer.WriteEncodedValue(_certificate.RawDataMemory.Span);
            }

            using var signers = writer.PushSetOf();
            WriteSigner(writer, EncodeAttributes(content));
        }

        return writer.Encode();
    }

    private string DigestOid => AlgorithmIdentifier.OidOf(_algorithm.Digest);

    private static void WriteContent(AsnWriter writer, byte[] content)
    {
        using var fields = writer.PushSequence();
        writer.WriteObjectIdentifier(TimestampDer.TstInfo);
        using var tagged = writer.PushSequence(TimestampDer.Tag0);
        writer.WriteOctetString(content);
    }

    private void WriteSigner(AsnWriter writer, byte[] attributes)
    {
        using var signer = writer.PushSequence();
        writer.WriteInteger(1);
        CmsSigner.Write(writer, _certificate);
        AlgorithmIdentifier.WriteHash(writer, DigestOid);
        var signature = _algorithm.Sign(_key, attributes, DSASignatureFormat.Rfc3279DerSequence);
        // RFC 5652 §5.4: they are signed as a SET OF, and travel under [0].
        attributes[0] = 0xA0;
        writer.WriteEncodedValue(attributes);
        AlgorithmIdentifier.WriteSignature(writer, _algorithm);
        writer.WriteOctetString(signature);
    }

    private byte[] EncodeAttributes(byte[] content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, TimestampDer.ContentType, () => writer.WriteObjectIdentifier(TimestampDer.TstInfo));
            WriteAttribute(writer, TimestampDer.MessageDigest, () => writer.WriteOctetString(_algorithm.Digest.Compute(content)));
            WriteAttribute(writer, TimestampDer.SigningCertificateV2, () => EssCertificate.Write(writer, _certificate));
        }

        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action write)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        using var values = writer.PushSetOf();
        write();
    }

    private static byte[] NewSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
