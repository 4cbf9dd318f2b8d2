using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cabildo.Trust.Algorithms;
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

    private SignatureDocument(DetachedSignature signature)
    {
        Signature = signature;
        var qualifying = signature.Element.Elements().Where(child => child.LocalName == "Object")
            .SelectMany(holder => holder.Elements()).OnlyOne("QualifyingProperties");
        var signed = qualifying.Required("SignedProperties", XmlNames.Xades);
        var unsigned = qualifying.Child("UnsignedProperties", XmlNames.Xades)?.Child("UnsignedSignatureProperties", XmlNames.Xades);

        SignedPropertiesReference = RequireReferenceTo(signed);
        var properties = signed.Required("SignedSignatureProperties", XmlNames.Xades);
        SigningTime = ReadTime(properties);
        RequireSignersCertificate(properties);
        OcspResponses = ReadOcsp(unsigned);
        Issuers = ReadIssuers(unsigned);
        Timestamp = unsigned?.Child("SignatureTimeStamp", XmlNames.Xades)?.Required("EncapsulatedTimeStamp", XmlNames.Xades).Base64();
    }

    /// <summary>The XML signature itself.</summary>
    public DetachedSignature Signature { get; }

    /// <summary>The reference that covers the signed properties.</summary>
    public SignatureReference SignedPropertiesReference { get; }

    /// <summary>When the signer says the signature was made; null if it does not say.</summary>
    public DateTimeOffset? SigningTime { get; }

    /// <summary>The OCSP answers that were attached.</summary>
    public IReadOnlyList<OcspResponse> OcspResponses { get; }

    /// <summary>Certificates between the signer's and the authority's.</summary>
    public IReadOnlyList<X509Certificate2> Issuers { get; }

    /// <summary>DER of the timestamp over this signature alone; null if it has none.</summary>
    public ReadOnlyMemory<byte>? Timestamp { get; }

    /// <summary>Whether the signature covers a file, e.g. <c>/message.xml</c>.</summary>
    public bool Covers(string file) => Signature.References.Any(reference => reference.Uri == file);

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

    private SignatureReference RequireReferenceTo(XmlElement signed)
    {
        var reference = Signature.References.Where(reference => reference.IsSignedProperties).ToArray();
        // ETSI EN 319 132-1 §4.3.1: exactly one, else the properties are not the signer's.
        return reference is [var only] && only.IsLocal && Signature.Resolve(only) == signed
            ? only
            : throw new MalformedSignatureException("The signature does not cover its own signed properties.");
    }

    private static DateTimeOffset? ReadTime(XmlElement properties)
    {
        var text = properties.Child("SigningTime", XmlNames.Xades)?.InnerText;
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new MalformedSignatureException("The signing time is not a time.");
    }

    // ETSI EN 319 132-1 §5.2.2: KeyInfo is not signed, so the signer's certificate is tied in by its digest.
    private void RequireSignersCertificate(XmlElement properties)
    {
        var cert = (properties.Child("SigningCertificate", XmlNames.Xades) ?? properties.Child("SigningCertificateV2", XmlNames.Xades))
            ?.Elements().FirstOrDefault(child => child.LocalName == "Cert")
            ?? throw new MalformedSignatureException("The signed properties do not name the signer's certificate.");
        if (!DigestMatches(cert, Signature.Certificate))
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
            var certificate = X509CertificateLoader.LoadCertificate(value.Base64());
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
