using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// The document <c>signatures.xml</c> as read, in either flavour: that of the batch signature (root
/// <c>asic:XAdESSignatures</c>), or a bare <c>ds:Signature</c> with direct references. Reading proves nothing yet.
/// </summary>
public sealed class SignatureDocument
{
    private const int MostValues = 16;

    // Found out once: messages of one batch share the document.
    private Lazy<bool>? _hasRightValue;
    private Lazy<bool>? _coversItsProperties;

    private SignatureDocument(DetachedSignature signature)
    {
        var qualifying = signature.Element.Elements().Where(child => child.LocalName == "Object")
            .SelectMany(holder => holder.Elements()).OnlyOne("QualifyingProperties");
        var signed = qualifying.Required("SignedProperties", XmlNames.Xades);
        var unsigned = qualifying.Child("UnsignedProperties", XmlNames.Xades)?.Child("UnsignedSignatureProperties", XmlNames.Xades);
        var properties = signed.Required("SignedSignatureProperties", XmlNames.Xades);

        (Algorithm, SignedInfo, Value, References) = (signature.Algorithm, signature.SignedInfo, signature.Value, signature.References);
        SignedProperties = signature.Canonical(RequireReferenceTo(signature, signed));
        SigningTime = ReadTime(properties);
        // Not by a conversion: that makes an empty timestamp of none.
        if (unsigned?.Child("SignatureTimeStamp", XmlNames.Xades) is { } stamp)
            Timestamp = stamp.Required("EncapsulatedTimeStamp", XmlNames.Xades).Base64();
        RequireSignersCertificate(properties, signature.Certificate);
        Signer = new SignatureSigner(signature.Certificate, ReadIssuers(unsigned), ReadOcsp(unsigned));
    }

    internal SignatureDocument(SignatureDocument like, ReadOnlyMemory<byte> signedInfo, ReadOnlyMemory<byte> value, IReadOnlyList<SignatureReference> references, ReadOnlyMemory<byte> signedProperties, DateTimeOffset? signingTime)
    {
        (Algorithm, Signer, Timestamp) = (like.Algorithm, like.Signer, like.Timestamp);
        (SignedInfo, Value, References, SignedProperties, SigningTime) = (signedInfo, value, references, signedProperties, signingTime);
        IsOfPattern = true;
    }

    /// <summary>Whether it was read by a pattern that is known, and not parsed.</summary>
    internal bool IsOfPattern { get; }

    /// <summary>How the signature was made.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The bytes that are signed.</summary>
    public ReadOnlyMemory<byte> SignedInfo { get; }

    /// <summary>The signature over them.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>What it covers.</summary>
    public IReadOnlyList<SignatureReference> References { get; }

    /// <summary>The signed properties, in the form that their reference asks for.</summary>
    public ReadOnlyMemory<byte> SignedProperties { get; }

    /// <summary>Who signed, as the signature says.</summary>
    public SignatureSigner Signer { get; }

    /// <summary>When the signer says the signature was made; null if it does not say.</summary>
    public DateTimeOffset? SigningTime { get; }

    /// <summary>DER of the timestamp over this signature alone; null if it has none.</summary>
    public ReadOnlyMemory<byte>? Timestamp { get; }

    /// <summary>Whether the signature covers a file, e.g. <c>/message.xml</c>.</summary>
    public bool Covers(string file) => References.Any(reference => reference.Uri == file);

    /// <summary>Whether the value is the signer's over <see cref="SignedInfo"/>. What the references cover is checked apart.</summary>
    public bool HasRightValue() => LazyInitializer.EnsureInitialized(ref _hasRightValue, () => new(() =>
        Signer.Key is { } key && Algorithm.Verify(key, SignedInfo.Span, Value.Span, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))).Value;

    /// <summary>Whether its own signed properties are what it covers.</summary>
    internal bool CoversItsProperties => LazyInitializer.EnsureInitialized(ref _coversItsProperties, () => new(() =>
        References.Any(reference => reference.IsSignedProperties && reference.Matches(reference.Digest.Compute(SignedProperties.Span))))).Value;

    /// <summary>Reads the document.</summary>
    /// <exception cref="MalformedSignatureException">It is not a signature that can be checked.</exception>
    public static SignatureDocument Read(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return new SignatureDocument(DetachedSignature.Read(SafeXml.Load(xml, XmlLimits.Signature)));
        }
        catch (XmlException problem)
        {
            throw new MalformedSignatureException($"The signature is not XML that can be read: {problem.Message}", problem);
        }
    }

    internal static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new MalformedSignatureException("The signing time is not a time.");

    private static SignatureReference RequireReferenceTo(DetachedSignature signature, XmlElement signed)
    {
        var reference = signature.References.Where(reference => reference.IsSignedProperties).ToArray();
        // ETSI EN 319 132-1 §4.3.1: exactly one, else the properties are not the signer's.
        return reference is [var only] && only.IsLocal && signature.Resolve(only) == signed
            ? only
            : throw new MalformedSignatureException("The signature does not cover its own signed properties.");
    }

    private static DateTimeOffset? ReadTime(XmlElement properties) =>
        properties.Child("SigningTime", XmlNames.Xades) is { } time ? ParseTime(time.InnerText) : null;

    // ETSI EN 319 132-1 §5.2.2: KeyInfo is not signed, so the signer's certificate is tied in by its digest.
    private static void RequireSignersCertificate(XmlElement properties, X509Certificate2 certificate)
    {
        var cert = (properties.Child("SigningCertificate", XmlNames.Xades) ?? properties.Child("SigningCertificateV2", XmlNames.Xades))
            ?.Elements().FirstOrDefault(child => child.LocalName == "Cert")
            ?? throw new MalformedSignatureException("The signed properties do not name the signer's certificate.");
        if (!DigestMatches(cert, certificate))
            throw new MalformedSignatureException("The signature carries another certificate than the one that its signer named.");
    }

    private static bool DigestMatches(XmlElement cert, X509Certificate2 certificate)
    {
        var digest = cert.Required("CertDigest", XmlNames.Xades);
        return DigestAlgorithm.TryFromUri(digest.Required("DigestMethod").GetAttribute("Algorithm"), out var algorithm)
            && CryptographicOperations.FixedTimeEquals(algorithm.Compute(certificate.RawData), digest.Required("DigestValue").Base64());
    }

    private static List<OcspResponse> ReadOcsp(XmlElement? unsigned)
    {
        var values = unsigned?.Child("RevocationValues", XmlNames.Xades)?.Child("OCSPValues", XmlNames.Xades)?.Elements().ToArray() ?? [];
        if (values.Length is 0 or > MostValues)
            throw new MalformedSignatureException("The signature does not carry an OCSP answer for its signer's certificate.");
        try
        {
            return [.. values.Select(value => OcspResponse.Parse(value.Base64()))];
        }
        catch (MalformedOcspException problem)
        {
            throw new MalformedSignatureException($"An OCSP answer of the signature cannot be read: {problem.Message}", problem);
        }
    }

    private static List<X509Certificate2> ReadIssuers(XmlElement? unsigned)
    {
        var refs = unsigned?.Child("CompleteCertificateRefs", XmlNames.Xades)?.Child("CertRefs", XmlNames.Xades)?.Elements().ToArray() ?? [];
        var values = unsigned?.Child("CertificateValues", XmlNames.Xades)?.Elements().ToArray() ?? [];
        if (refs.Length > MostValues || values.Length > MostValues)
            throw new MalformedSignatureException("The signature carries too many certificates.");
        return [.. refs.Select(cert => Issuer(cert, values))];
    }

    private static X509Certificate2 Issuer(XmlElement cert, XmlElement[] values)
    {
        var id = cert.GetAttribute("URI").TrimStart('#');
        var value = Array.Find(values, value => id.Length > 0 && value.GetAttribute("Id") == id)
            ?? throw new MalformedSignatureException($"The signature refers to a certificate '{id}' that it does not carry.");
        try
        {
            var certificate = StrangersCertificate.Load(value.Base64());
            return DigestMatches(cert, certificate)
                ? certificate
                : throw new MalformedSignatureException($"The certificate '{id}' is not the one that the signature refers to.");
        }
        catch (CryptographicException problem)
        {
            throw new MalformedSignatureException($"The certificate '{id}' cannot be read.", problem);
        }
    }
}

/// <summary>Finding the one element of a kind.</summary>
internal static class OnlyElement
{
    /// <exception cref="MalformedSignatureException">There is none, or there are several.</exception>
    public static XmlElement OnlyOne(this IEnumerable<XmlElement> elements, string name)
    {
        var found = elements.Where(element => element.LocalName == name && element.NamespaceURI == XmlNames.Xades).Take(2).ToArray();
        return found is [var only] ? only : throw new MalformedSignatureException($"The signature must have '{name}' exactly once.");
    }
}
