using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Xml;

/// <summary>
/// An XML signature over files that lie beside it (XML Signature, detached), with XAdES properties of its own. Reading
/// proves nothing yet: it gives what has to be checked, exactly as the signature's bytes state it.
/// </summary>
public sealed class DetachedSignature
{
    private const int MostReferences = 1_000;
    private const int MostCertificates = 16;

    private DetachedSignature(XmlElement element, XmlElement signedInfo)
    {
        Element = element;
        if (!Canonicalization.TryRead(signedInfo.Required("CanonicalizationMethod"), out var canonicalization))
            throw new MalformedSignatureException("The signature's canonical form is not accepted: use inclusive or exclusive Canonical XML 1.0.");
        if (!SignatureAlgorithm.TryFromUri(signedInfo.Required("SignatureMethod").GetAttribute("Algorithm"), out var algorithm))
            throw new MalformedSignatureException("The signature's algorithm is not accepted: use RSA or ECDSA with SHA-256, SHA-384 or SHA-512.");

        Algorithm = algorithm;
        SignedInfo = canonicalization.Apply(signedInfo);
        Value = element.Required("SignatureValue").Base64();
        References = ReadReferences(signedInfo);
        Certificate = ReadCertificate(element);
    }

    /// <summary>The <c>Signature</c> element.</summary>
    public XmlElement Element { get; }

    /// <summary>How the signature was made.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The bytes that are signed: <c>SignedInfo</c> in its canonical form.</summary>
    public ReadOnlyMemory<byte> SignedInfo { get; }

    /// <summary>The signature; for ECDSA r‖s (RFC 9231 §2.3.6).</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>What the signature covers, in its order.</summary>
    public IReadOnlyList<SignatureReference> References { get; }

    /// <summary>The first certificate of <c>KeyInfo</c>. Whether it is to be trusted is another question.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Reads the only signature of a document: its root, or the only signature within its root.</summary>
    /// <exception cref="MalformedSignatureException">There is none, there are several, or it is not one that can be checked.</exception>
    public static DetachedSignature Read(XmlDocument document)
    {
        // More than one would let two readers look at different ones (signature wrapping).
        var found = document.GetElementsByTagName("Signature", XmlNames.Signature).OfType<XmlElement>().Take(2).ToArray();
        if (found.Length != 1)
            throw new MalformedSignatureException(found.Length == 0 ? "The document holds no signature." : "The document holds more than one signature.");
        RefuseDoubledIds(document);
        return new DetachedSignature(found[0], found[0].Required("SignedInfo"));
    }

    /// <summary>The element of the signature's own document that a local reference covers.</summary>
    /// <exception cref="MalformedSignatureException">There is none within this signature.</exception>
    public XmlElement Resolve(SignatureReference reference)
    {
        var id = reference.Uri[1..];
        return Element.SelectNodes("descendant::*")!.OfType<XmlElement>().FirstOrDefault(element => id.Length > 0 && element.GetAttribute("Id") == id)
            ?? throw new MalformedSignatureException($"The signature has no part '{reference.Uri}'.");
    }

    /// <summary>The bytes a local reference covers, in the form it asks for.</summary>
    /// <exception cref="MalformedSignatureException">There is no such part, or it is transformed more than once.</exception>
    public byte[] Canonical(SignatureReference reference) => reference.Transforms switch
    {
        [] => Canonicalization.Inclusive.Apply(Resolve(reference)),
        [var only] => only.Apply(Resolve(reference)),
        _ => throw new MalformedSignatureException($"The reference to '{reference.Uri}' is transformed more than once."),
    };

    private static List<SignatureReference> ReadReferences(XmlElement signedInfo)
    {
        var references = signedInfo.Elements().Where(element => element.LocalName == "Reference" && element.NamespaceURI == XmlNames.Signature)
            .Take(MostReferences + 1).Select(SignatureReference.Read).ToList();
        if (references.Count is 0 or > MostReferences)
            throw new MalformedSignatureException($"A signature has 1 to {MostReferences} references.");
        if (references.DistinctBy(reference => reference.Uri, StringComparer.Ordinal).Count() != references.Count)
            throw new MalformedSignatureException("The signature refers to the same thing twice.");
        return references;
    }

    private static X509Certificate2 ReadCertificate(XmlElement signature)
    {
        var data = signature.Child("KeyInfo")?.Child("X509Data")
            ?? throw new MalformedSignatureException("The signature does not carry the certificate of its signer.");
        var certificates = data.Elements().Where(element => element.LocalName == "X509Certificate").Take(MostCertificates).ToArray();
        if (certificates.Length == 0)
            throw new MalformedSignatureException("The signature does not carry the certificate of its signer.");
        return Load(certificates[0].Base64());
    }

    private static X509Certificate2 Load(byte[] der)
    {
        try
        {
            return StrangersCertificate.Load(der);
        }
        catch (CryptographicException problem)
        {
            throw new MalformedSignatureException("The signer's certificate cannot be read.", problem);
        }
    }

    private static void RefuseDoubledIds(XmlDocument document)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (XmlAttribute id in document.SelectNodes("//@Id")!)
        {
            if (!ids.Add(id.Value))
                throw new MalformedSignatureException($"Two parts of the document are called '{id.Value}'.");
        }
    }
}
