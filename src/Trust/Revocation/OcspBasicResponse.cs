using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>BasicOCSPResponse: answers about certificates, signed by a responder (RFC 6960 §4.2.1).</summary>
public sealed class OcspBasicResponse
{
    /// <summary>Most answers in a response that are read.</summary>
    public const int MostAnswers = 64;

    /// <summary>Most certificates in a response that are read: each may cost a verification.</summary>
    public const int MostCertificates = 8;

    private readonly VerificationMemo _signatures = new();
    private readonly VerificationMemo _delegations = new();

    private OcspBasicResponse(
        OcspResponderId responder, DateTimeOffset producedAt, IReadOnlyList<OcspSingleResponse> answers, ReadOnlyMemory<byte>? nonce) =>
        (Responder, ProducedAt, Answers, Nonce) = (responder, producedAt, answers, nonce);

    /// <summary>Who says it has signed.</summary>
    public OcspResponderId Responder { get; }

    /// <summary>When the responder signed.</summary>
    public DateTimeOffset ProducedAt { get; }

    /// <summary>What is said, by certificate; at least one.</summary>
    public IReadOnlyList<OcspSingleResponse> Answers { get; }

    /// <summary>What the request asked to be repeated, if anything.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; }

    /// <summary>The certificates that came along; not covered by the signature.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; private init; } = [];

    /// <summary>The bytes that are signed (tbsResponseData).</summary>
    public ReadOnlyMemory<byte> SignedBytes { get; private init; }

    /// <summary>The signature; ECDSA's is DER.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>How it is signed; null for an unknown algorithm and for those over SHA-1 and MD5.</summary>
    public SignatureAlgorithm? Algorithm { get; private init; }

    /// <summary>The object identifier of the algorithm, known or not.</summary>
    public string AlgorithmOid { get; private init; } = "";

    /// <summary>The first answer about the certificate; null if there is none.</summary>
    public OcspSingleResponse? AnswerFor(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        foreach (var answer in Answers)
        {
            if (answer.Certificate.Matches(certificate, issuer))
                return answer;
        }

        return null;
    }

    /// <summary>Whether the signature is by this certificate's key. Computed once for a certificate.</summary>
    internal bool IsSignedBy(X509Certificate2 responder) => _signatures.Holds(
        responder.RawDataMemory,
        default,
        (Basic: this, Responder: responder),
        static asked => asked.Basic.Algorithm is { } algorithm && CertificateSignature.IsSigned(
            asked.Responder, algorithm, asked.Basic.SignedBytes.Span, asked.Basic.Signature.Span));

    /// <summary>Whether the issuer has made the certificate its responder's. Computed once for a pair.</summary>
    internal bool IsDelegated(X509Certificate2 responder, X509Certificate2 issuer) => _delegations.Holds(
        responder.RawDataMemory,
        issuer.RawDataMemory,
        (Responder: responder, Issuer: issuer),
        static asked => OcspDelegation.Holds(asked.Responder, asked.Issuer));

    internal static OcspBasicResponse Read(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        var signed = fields.PeekEncodedValue();
        var data = ReadData(fields.ReadSequence());
        var (oid, algorithm) = AlgorithmIdentifier.ReadSignature(fields);
        var signature = fields.ReadBitString(out var unused);
        if (unused != 0)
            throw new MalformedOcspException("The signature is not of whole octets.");
        var certificates = ReadCertificates(fields);
        fields.ThrowIfNotEmpty();
        return new OcspBasicResponse(data.Responder, data.ProducedAt, data.Answers, data.Nonce)
        {
            SignedBytes = signed, Signature = signature, Algorithm = algorithm, AlgorithmOid = oid, Certificates = certificates,
        };
    }

    private static (OcspResponderId Responder, DateTimeOffset ProducedAt, List<OcspSingleResponse> Answers, ReadOnlyMemory<byte>? Nonce) ReadData(
        AsnReader fields)
    {
        OcspDer.ReadVersion(fields);
        var responder = OcspResponderId.Read(fields);
        var producedAt = fields.ReadGeneralizedTime();
        var answers = ReadAnswers(fields.ReadSequence());
        var nonce = OcspExtensions.Read(fields, OcspDer.Tag1);
        fields.ThrowIfNotEmpty();
        return (responder, producedAt, answers, nonce);
    }

    private static List<OcspSingleResponse> ReadAnswers(AsnReader list)
    {
        var answers = new List<OcspSingleResponse>();
        while (list.HasData)
        {
            if (answers.Count == MostAnswers)
                throw new MalformedOcspException($"The response has more than {MostAnswers} answers.");
            answers.Add(OcspSingleResponse.Read(list));
        }

        return answers.Count > 0 ? answers : throw new MalformedOcspException("The response answers about no certificate.");
    }

    private static List<X509Certificate2> ReadCertificates(AsnReader fields)
    {
        var certificates = new List<X509Certificate2>();
        if (OcspDer.Optional(fields, OcspDer.Tag0) is not { } tagged)
            return certificates;

        var list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        while (list.HasData)
        {
            if (certificates.Count == MostCertificates)
                throw new MalformedOcspException($"The response carries more than {MostCertificates} certificates.");
            certificates.Add(X509CertificateLoader.LoadCertificate(list.ReadEncodedValue().Span));
        }

        return certificates;
    }
}
