using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// A question about the status of certificates (RFC 6960 §4.1). Signatures of requests and names of requestors are passed
/// over: who may ask is for the transport to say.
/// </summary>
public sealed class OcspRequest
{
    /// <summary>Most bytes of a request that are read.</summary>
    public const int LargestSize = 16 * 1024;

    /// <summary>Most certificates in a request that are read.</summary>
    public const int MostCertificates = 32;

    private const int OwnNonceLength = 32;

    /// <param name="certificates">What is asked about: 1 to <see cref="MostCertificates"/>. X-Road reads only the first answer: ask it about one.</param>
    /// <param name="nonce">Octets for the answer to repeat (RFC 9654), 1 to 128; null for none, so that answers may come from a cache.</param>
    /// <exception cref="ArgumentException">There are too few or too many certificates, or octets.</exception>
    public OcspRequest(IReadOnlyList<OcspCertificateId> certificates, ReadOnlyMemory<byte>? nonce = null)
    {
        if (certificates.Count is 0 or > MostCertificates)
            throw new ArgumentException($"A request is about 1 to {MostCertificates} certificates.", nameof(certificates));
        if (nonce is { Length: 0 or > OcspExtensions.LongestNonce })
            throw new ArgumentException($"A nonce has 1 to {OcspExtensions.LongestNonce} octets.", nameof(nonce));
        (Certificates, Nonce) = (certificates, nonce);
    }

    /// <summary>The certificates asked about.</summary>
    public IReadOnlyList<OcspCertificateId> Certificates { get; }

    /// <summary>What the answer shall repeat, if anything.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; }

    /// <summary>A new nonce of 32 random octets (RFC 9654 §2.1).</summary>
    public static byte[] NewNonce() => RandomNumberGenerator.GetBytes(OwnNonceLength);

    /// <summary>Reads a request: the body of an HTTP POST of <c>application/ocsp-request</c> (RFC 6960 A.1).</summary>
    /// <exception cref="MalformedOcspException">It is not one, or beyond the limits, or has an unknown critical extension.</exception>
    public static OcspRequest Parse(ReadOnlyMemory<byte> der) => OcspDer.Read(der, LargestSize, "request", Read);

    /// <summary>The request as DER.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            WriteList(writer);
            OcspExtensions.WriteNonce(writer, OcspDer.Tag2, Nonce);
        }

        return writer.Encode();
    }

    private static OcspRequest Read(AsnReader reader)
    {
        var request = reader.ReadSequence();
        var content = request.ReadSequence();
        OcspDer.Optional(request, OcspDer.Tag0);
        request.ThrowIfNotEmpty();

        OcspDer.ReadVersion(content);
        OcspDer.Optional(content, OcspDer.Tag1);
        var certificates = ReadList(content.ReadSequence());
        var nonce = OcspExtensions.Read(content, OcspDer.Tag2);
        content.ThrowIfNotEmpty();
        return new OcspRequest(certificates, nonce);
    }

    private static List<OcspCertificateId> ReadList(AsnReader list)
    {
        var certificates = new List<OcspCertificateId>();
        while (list.HasData)
        {
            var one = list.ReadSequence();
            certificates.Add(OcspCertificateId.Read(one));
            OcspExtensions.Read(one, OcspDer.Tag0);
            one.ThrowIfNotEmpty();
            if (certificates.Count > MostCertificates)
                throw new MalformedOcspException($"The request is about more than {MostCertificates} certificates.");
        }

        return certificates.Count > 0 ? certificates : throw new MalformedOcspException("The request is about no certificate.");
    }

    private void WriteList(AsnWriter writer)
    {
        using var list = writer.PushSequence();
        foreach (var certificate in Certificates)
        {
            using var one = writer.PushSequence();
            writer.WriteEncodedValue(certificate.Encoded.Span);
        }
    }
}
