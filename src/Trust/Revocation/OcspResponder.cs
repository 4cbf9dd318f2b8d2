using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// Answers for one issuer: the issuer itself, or a responder it has delegated to. Holds no state; may be used by many threads if its
/// key may.
/// </summary>
public sealed class OcspResponder
{
    private readonly AsymmetricAlgorithm _key;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _issuer;
    private readonly SignatureAlgorithm _algorithm;

    /// <param name="key">The responder's private key, ECDSA or RSA; stays the caller's.</param>
    /// <param name="certificate">Its certificate; goes along with answers unless it is the issuer's own.</param>
    /// <param name="issuer">The authority whose certificates are answered about.</param>
    /// <param name="algorithm">How to sign; if null, with the key's usual algorithm over SHA-256.</param>
    public OcspResponder(AsymmetricAlgorithm key, X509Certificate2 certificate, X509Certificate2 issuer, SignatureAlgorithm? algorithm = null) =>
        (_key, _certificate, _issuer, _algorithm) = (key, certificate, issuer, algorithm ?? SignatureAlgorithm.For(key, DigestAlgorithm.Sha256));

    /// <summary>A response without an answer; nobody signs those (RFC 6960 §2.3).</summary>
    /// <param name="status">Anything but <see cref="OcspResponseStatus.Successful"/>.</param>
    /// <exception cref="ArgumentException">The status is success.</exception>
    public static byte[] Refusal(OcspResponseStatus status)
    {
        if (status is OcspResponseStatus.Successful)
            throw new ArgumentException("Success is not an error.", nameof(status));

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            writer.WriteEnumeratedValue(status);
        return writer.Encode();
    }

    /// <summary>
    /// Answers a request as it came, malformed ones with <see cref="OcspResponseStatus.MalformedRequest"/>. Certificates of other
    /// issuers are unknown (RFC 6960 §2.2).
    /// </summary>
    /// <param name="request">The request as DER.</param>
    /// <param name="statusOf">The status of the issuer's certificate with a serial number (octets as in the certificate).</param>
    /// <param name="producedAt">Now.</param>
    /// <param name="thisUpdate">When what <paramref name="statusOf"/> says was known to be right.</param>
    /// <param name="nextUpdate">By when there is newer knowledge; null for answers that are never cached.</param>
    public byte[] Answer(
        ReadOnlyMemory<byte> request, Func<ReadOnlyMemory<byte>, OcspStatus> statusOf, DateTimeOffset producedAt, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate)
    {
        try
        {
            var parsed = OcspRequest.Parse(request);
            var answers = parsed.Certificates.Select(id => new OcspSingleResponse(
                id, id.IsIssuedBy(_issuer) ? statusOf(id.SerialNumber) : OcspStatus.Unknown, thisUpdate, nextUpdate));
            return Sign([.. answers], producedAt, parsed.Nonce);
        }
        catch (MalformedOcspException)
        {
            return Refusal(OcspResponseStatus.MalformedRequest);
        }
    }

    /// <summary>Signs answers that were looked up elsewhere.</summary>
    /// <param name="answers">At least one; X-Road reads the first only.</param>
    /// <param name="producedAt">Now.</param>
    /// <param name="nonce">The request's, to be repeated.</param>
    public byte[] Sign(IReadOnlyList<OcspSingleResponse> answers, DateTimeOffset producedAt, ReadOnlyMemory<byte>? nonce = null)
    {
        if (answers.Count == 0)
            throw new ArgumentException("A response has at least one answer.", nameof(answers));

        var data = EncodeData(answers, producedAt, nonce);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(OcspResponseStatus.Successful);
            using var tagged = writer.PushSequence(OcspDer.Tag0);
            using var bytes = writer.PushSequence();
            writer.WriteObjectIdentifier(OcspDer.Basic);
            using var octets = writer.PushOctetString();
            WriteBasic(writer, data);
        }

        return writer.Encode();
    }

    private byte[] EncodeData(IReadOnlyList<OcspSingleResponse> answers, DateTimeOffset producedAt, ReadOnlyMemory<byte>? nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            OcspResponderId.Write(writer, _certificate);
            writer.WriteGeneralizedTime(producedAt, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                foreach (var answer in answers)
                    answer.Write(writer);
            }

            OcspExtensions.WriteNonce(writer, OcspDer.Tag1, nonce);
        }

        return writer.Encode();
    }

    private void WriteBasic(AsnWriter writer, byte[] data)
    {
        using var fields = writer.PushSequence();
        writer.WriteEncodedValue(data);
        AlgorithmIdentifier.WriteSignature(writer, _algorithm);
        writer.WriteBitString(_algorithm.Sign(_key, data, DSASignatureFormat.Rfc3279DerSequence));
        if (_certificate.RawDataMemory.Span.SequenceEqual(_issuer.RawDataMemory.Span))
            return;
        using var tagged = writer.PushSequence(OcspDer.Tag0);
        using var list = writer.PushSequence();
        writer.WriteEncodedValue(_certificate.RawDataMemory.Span);
    }
}
