using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Timestamps;

/// <summary>A timestamp: a time and the hash of some data, signed by an authority (RFC 3161 §2.4.2). Immutable.</summary>
public sealed class TimestampToken
{
    /// <summary>Most bytes of a token that are read.</summary>
    public const int LargestSize = 64 * 1024;

    private readonly CmsSignature _signature;
    private readonly byte[] _statedDigest;

    private TimestampToken(TimestampInfo info, CmsSignature signature, byte[] statedDigest, ReadOnlyMemory<byte> encoded) =>
        (Info, _signature, _statedDigest, Encoded) = (info, signature, statedDigest, encoded);

    /// <summary>What is stated; to be believed after <see cref="Check"/> only.</summary>
    public TimestampInfo Info { get; }

    /// <summary>The token as it came: what X-Road keeps as <c>timestamp.tst</c> and, in base64, as EncapsulatedTimeStamp.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Reads a token (not a response; see <see cref="TimestampResponse"/>). The bytes are kept, not copied.</summary>
    /// <exception cref="MalformedTimestampException">It is not one, or beyond the limits, or has an unknown critical extension.</exception>
    public static TimestampToken Parse(ReadOnlyMemory<byte> der) =>
        TimestampDer.Read(der, LargestSize, "token", AsnEncodingRules.BER, reader => Read(reader, der));

    /// <summary>What the token is worth for data, hashed here with the token's algorithm.</summary>
    /// <param name="data">What was timestamped: in X-Road a batch's ts-hashchainresult.xml, or the octets of a signature value.</param>
    /// <param name="trusted">The authorities' certificates; nothing else is trusted, and no certificate in the token is looked at.</param>
    public TimestampVerdict Check(ReadOnlySpan<byte> data, IReadOnlyCollection<X509Certificate2> trusted) =>
        Info.Imprint.Algorithm is { } algorithm ? CheckDigest(algorithm.Compute(data), trusted) : Weak(Info.Imprint.AlgorithmOid);

    /// <summary>What the token is worth for data with this digest, which is by the token's algorithm (<see cref="TimestampImprint.Algorithm"/>).</summary>
    /// <inheritdoc cref="Check"/>
    public TimestampVerdict CheckDigest(ReadOnlySpan<byte> digest, IReadOnlyCollection<X509Certificate2> trusted)
    {
        if (Info.Imprint.Algorithm is null)
            return Weak(Info.Imprint.AlgorithmOid);
        if (_signature.Algorithm is not { } algorithm)
            return Weak($"{_signature.AlgorithmOid} over {_signature.DigestOid}");
        if (!CryptographicOperations.FixedTimeEquals(digest, Info.Imprint.Hash.Span))
            return new TimestampVerdict(TimestampOutcome.WrongImprint, "The timestamp is of other data.");

        var contentDigest = algorithm.Digest.Compute(_signature.Content);
        var verdict = new TimestampVerdict(TimestampOutcome.UnknownSigner, "None of the trusted certificates is the timestamp's signer.");
        foreach (var candidate in trusted.Where(_signature.Signer.Is))
        {
            verdict = Judge(candidate, contentDigest);
            if (verdict.IsValid)
                return verdict;
        }

        return verdict;
    }

    private static TimestampToken Read(AsnReader reader, ReadOnlyMemory<byte> der)
    {
        var signature = CmsSignature.Read(reader);
        if (signature.ContentType != TimestampDer.TstInfo)
            throw new MalformedTimestampException($"The signed content is {signature.ContentType}, not a timestamp.");

        var content = new AsnReader(signature.Content, AsnEncodingRules.DER);
        var info = TimestampInfo.Read(content);
        content.ThrowIfNotEmpty();
        // RFC 5652 §5.3: both attributes must be there when attributes are signed.
        if (signature.Attribute(TimestampDer.ContentType)?.ReadObjectIdentifier() != signature.ContentType)
            throw new MalformedTimestampException("The signature does not say of what kind its content is.");
        var digest = signature.Attribute(TimestampDer.MessageDigest)?.ReadOctetString()
            ?? throw new MalformedTimestampException("The signature has no digest of its content.");
        return new TimestampToken(info, signature, digest, der);
    }

    private TimestampVerdict Judge(X509Certificate2 signer, byte[] contentDigest)
    {
        if (!_signature.IsBy(signer, contentDigest, _statedDigest))
            return Of(TimestampOutcome.BadSignature, "The signature is not the authority's, or not of this content.");
        if (!NamesSigner(signer))
            return Of(TimestampOutcome.WrongCertificate, "The signature was made for another certificate of the authority.");
        if (!IsForTimestamping(signer))
            return Of(TimestampOutcome.NotForTimestamping, "The signer's certificate is not for timestamping.");
        if (!ValidityPeriod.Covers(signer, Info.Time))
            return Of(TimestampOutcome.SignerNotValid, $"The signer's certificate was not valid at {Info.Time:u}.");
        return Of(TimestampOutcome.Valid, $"The data existed at {Info.Time:u}.");

        TimestampVerdict Of(TimestampOutcome outcome, string reason) => new(outcome, reason) { Signer = signer };
    }

    // Signed by the authority, so that what is malformed here is the authority's doing: still no reason to throw from a check.
    private bool NamesSigner(X509Certificate2 signer)
    {
        try
        {
            return EssCertificate.Names(_signature, signer);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // RFC 3161 §2.3 has this usage alone, and critical. X-Road does not look at all: who lists a certificate answers for the rest.
    private static bool IsForTimestamping(X509Certificate2 signer) => signer.Extensions
        .OfType<X509EnhancedKeyUsageExtension>()
        .Any(usages => usages.EnhancedKeyUsages[CertificateProfiles.TimestampingUsage] is not null);

    private static TimestampVerdict Weak(string algorithm) =>
        new(TimestampOutcome.UnacceptableAlgorithm, $"The timestamp rests on {algorithm}, which is not accepted.");
}
