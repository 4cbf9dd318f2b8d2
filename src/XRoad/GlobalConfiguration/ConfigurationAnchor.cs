using System.Globalization;
using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// What a client is given by hand before it downloads anything: where the configuration of an instance lies and which keys sign
/// it (PR-GCONF 2.2).
/// </summary>
/// <param name="InstanceIdentifier">The instance that publishes the configuration.</param>
/// <param name="GeneratedAt">When the anchor was made; null if it does not say.</param>
/// <param name="Sources">The places it is published at, at least one.</param>
public sealed record ConfigurationAnchor(string InstanceIdentifier, DateTimeOffset? GeneratedAt, IReadOnlyList<AnchorSource> Sources)
{
    internal const string Element = "configurationAnchor";

    /// <summary>Reads an anchor file.</summary>
    /// <exception cref="MalformedConfigurationException">It is none.</exception>
    public static ConfigurationAnchor Parse(ReadOnlyMemory<byte> xml) => ConfigurationXml.Read(xml, XmlLimits.Signature, Element, Read);

    /// <summary>Writes an anchor file in UTF-8. Instants are rounded to milliseconds.</summary>
    public byte[] Write() => ConfigurationXmlWriter.Write(Element, Write);

    /// <summary>Reads the element, of a file or inside private-params.</summary>
    internal static ConfigurationAnchor Read(ConfigurationXml xml)
    {
        string? instance = null, generated = null;
        List<AnchorSource> sources = [];
        xml.Children(name => name switch
        {
            "generatedAt" => xml.Text(ref generated),
            "instanceIdentifier" => xml.Text(ref instance),
            "source" => ConfigurationXml.Add(sources, ReadSource(xml)),
            _ => false,
        });
        if (sources.Count == 0)
            throw xml.Malformed("The anchor has no source.");
        return new ConfigurationAnchor(xml.Require(instance, "instanceIdentifier"), generated is null ? null : Instant(xml, generated), sources);
    }

    /// <summary>Writes what is inside the element.</summary>
    internal void Write(XmlWriter xml)
    {
        if (GeneratedAt is { } at)
            xml.WriteElementString("generatedAt", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        xml.WriteElementString("instanceIdentifier", InstanceIdentifier);
        foreach (var source in Sources)
        {
            xml.WriteStartElement("source");
            xml.WriteElementString("downloadURL", source.DownloadUrl);
            xml.WriteCertificates("verificationCert", source.VerificationCertificates);
            xml.WriteEndElement();
        }
    }

    private static AnchorSource ReadSource(ConfigurationXml xml)
    {
        string? url = null;
        List<EncodedCertificate> certificates = [];
        xml.Children(name => name switch
        {
            "downloadURL" => xml.Text(ref url),
            "verificationCert" => ConfigurationXml.Add(certificates, xml.Certificate()),
            _ => false,
        });
        if (certificates.Count == 0)
            throw xml.Malformed("The source has no verificationCert.");
        return new AnchorSource(xml.Require(url, "downloadURL"), certificates);
    }

    private static DateTimeOffset Instant(ConfigurationXml xml, string text)
    {
        try
        {
            return XmlConvert.ToDateTimeOffset(text.Trim());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw xml.Malformed("generatedAt is not an instant.");
        }
    }
}

/// <summary>A place where a configuration is published.</summary>
/// <param name="DownloadUrl">Its address, to which clients append <c>?version=N</c>.</param>
/// <param name="VerificationCertificates">Certificates of the keys that sign it; only their keys count.</param>
public sealed record AnchorSource(string DownloadUrl, IReadOnlyList<EncodedCertificate> VerificationCertificates);
