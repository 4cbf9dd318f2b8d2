using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Everything of a signer's XAdES signature that does not change from one message to the next, as bytes. They are written
/// so that they are canonical already (REC-xml-c14n-20010315): the bytes that are signed are the bytes that are sent, with
/// the inherited name spaces put in.
/// </summary>
internal sealed class SignatureTemplate
{
    private const string Asic = "http://uri.etsi.org/02918/v1.2.1#";
    private const string Sha512Method = "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"></ds:DigestMethod>";
    private const string Spaces = $" xmlns:asic=\"{Asic}\" xmlns:ds=\"{XmlNames.Signature}\" xmlns:xades=\"{XmlNames.Xades}\"";

    private static readonly byte[] Inherited = Encoding.UTF8.GetBytes(Spaces);

    public SignatureTemplate(SigningIdentity identity, SignatureAlgorithm algorithm, string file, string mimeType)
    {
        Head = Bytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><asic:XAdESSignatures{Spaces}><ds:Signature Id=\"signature\">");
        InfoName = Bytes("<ds:SignedInfo");
        InfoUntilData = Bytes(
            $"><ds:CanonicalizationMethod Algorithm=\"{Canonicalization.InclusiveUri}\"></ds:CanonicalizationMethod>"
            + $"<ds:SignatureMethod Algorithm=\"{algorithm.Uri}\"></ds:SignatureMethod>"
            + $"<ds:Reference Id=\"signature-reference-0\" URI=\"{file}\">{Sha512Method}<ds:DigestValue>");
        InfoUntilProperties = Bytes(
            $"</ds:DigestValue></ds:Reference><ds:Reference Id=\"signature-reference-1\" Type=\"{XmlNames.SignedPropertiesType}\" URI=\"#signed-properties\">"
            + $"{Sha512Method}<ds:DigestValue>");
        InfoEnd = Bytes("</ds:DigestValue></ds:Reference></ds:SignedInfo>");
        UntilValue = Bytes("<ds:SignatureValue Id=\"signature-value\">");
        UntilProperties = Bytes(
            $"</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(identity.Certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            + "<ds:Object><xades:QualifyingProperties Target=\"#signature\">");
        PropertiesName = Bytes("<xades:SignedProperties");
        PropertiesUntilTime = Bytes(" Id=\"signed-properties\"><xades:SignedSignatureProperties><xades:SigningTime>");
        PropertiesEnd = Bytes(SignedPropertiesText(identity.Certificate, mimeType));
        Tail = Bytes($"{UnsignedPropertiesText(identity)}</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>");
    }

    public byte[] Head { get; }

    public byte[] InfoName { get; }

    public byte[] InfoUntilData { get; }

    public byte[] InfoUntilProperties { get; }

    public byte[] InfoEnd { get; }

    public byte[] UntilValue { get; }

    public byte[] UntilProperties { get; }

    public byte[] PropertiesName { get; }

    public byte[] PropertiesUntilTime { get; }

    public byte[] PropertiesEnd { get; }

    public byte[] Tail { get; }

    /// <summary>What the apex of a canonical form inherits from the document's root.</summary>
    public static ReadOnlySpan<byte> InheritedSpaces => Inherited;

    // ETSI EN 319 132-1 §5.2.2 (in its first form, which X-Road's verifiers read), §5.2.9 and §5.2.4.
    private static string SignedPropertiesText(X509Certificate2 certificate, string mimeType) =>
        $"</xades:SigningTime><xades:SigningCertificate>{Cert("xades:Cert", "", certificate)}</xades:SigningCertificate>"
        + $"<xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId><xades:Identifier Qualifier=\"OIDAsURN\">{SignaturePolicy.Identifier}</xades:Identifier>"
        + $"<xades:Description>{SignaturePolicy.Description}</xades:Description></xades:SigPolicyId>"
        + $"<xades:SigPolicyHash>{Sha512Method}<ds:DigestValue>{SignaturePolicy.Sha512}</ds:DigestValue></xades:SigPolicyHash>"
        + $"<xades:SigPolicyQualifiers><xades:SigPolicyQualifier><xades:SPURI>{SignaturePolicy.Location}</xades:SPURI></xades:SigPolicyQualifier></xades:SigPolicyQualifiers>"
        + "</xades:SignaturePolicyId></xades:SignaturePolicyIdentifier></xades:SignedSignatureProperties>"
        + $"<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#signature-reference-0\"><xades:MimeType>{mimeType}</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>"
        + "</xades:SignedProperties>";

    private static string UnsignedPropertiesText(SigningIdentity identity)
    {
        var text = new StringBuilder("<xades:UnsignedProperties><xades:UnsignedSignatureProperties>");
        if (identity.Issuers.Count > 0)
        {
            var refs = string.Concat(identity.Issuers.Select((issuer, i) => Cert("xades:Cert", $" URI=\"#encapsulated-cert-{i + 1}\"", issuer)));
            var values = string.Concat(identity.Issuers.Select((issuer, i) =>
                $"<xades:EncapsulatedX509Certificate Id=\"encapsulated-cert-{i + 1}\">{Convert.ToBase64String(issuer.RawData)}</xades:EncapsulatedX509Certificate>"));
            text.Append("<xades:CompleteCertificateRefs Id=\"complete-certificate-refs\"><xades:CertRefs>").Append(refs).Append("</xades:CertRefs></xades:CompleteCertificateRefs>")
                .Append("<xades:CertificateValues>").Append(values).Append("</xades:CertificateValues>");
        }

        text.Append("<xades:RevocationValues><xades:OCSPValues>");
        for (var i = 0; i < identity.OcspResponses.Count; i++)
            text.Append("<xades:EncapsulatedOCSPValue Id=\"ocsp-response-").Append(i + 1).Append("\">").Append(Convert.ToBase64String(identity.OcspResponses[i].Span)).Append("</xades:EncapsulatedOCSPValue>");
        return text.Append("</xades:OCSPValues></xades:RevocationValues></xades:UnsignedSignatureProperties></xades:UnsignedProperties>").ToString();
    }

    private static string Cert(string name, string attribute, X509Certificate2 certificate) =>
        $"<{name}{attribute}><xades:CertDigest>{Sha512Method}<ds:DigestValue>{Convert.ToBase64String(DigestAlgorithm.Sha512.Compute(certificate.RawData))}</ds:DigestValue></xades:CertDigest>"
        + $"<xades:IssuerSerial><ds:X509IssuerName>{Escape(IssuerName.Of(certificate))}</ds:X509IssuerName><ds:X509SerialNumber>{IssuerName.SerialNumber(certificate)}</ds:X509SerialNumber></xades:IssuerSerial></{name}>";

    // The canonical escapes of text (REC-xml-c14n-20010315 §2.3): others would not be canonical.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
