namespace Cabildo.Trust.Xml;

/// <summary>Name spaces of signatures.</summary>
public static class XmlNames
{
    /// <summary>XML Signature (W3C xmldsig-core).</summary>
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>XAdES 1.3.2 (ETSI EN 319 132-1).</summary>
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>Type of the reference to what the signer says about the signature (ETSI EN 319 132-1 §4.3.1).</summary>
    public const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
}
