using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Cabildo.Testing;

namespace Cabildo.Trust.Tests;

/// <summary>What X-Road's own software made: signed containers, and the configuration they are trusted by.</summary>
internal static class XRoadVectors
{
    public static byte[] Entry(string container, string name)
    {
        using var zip = ZipFile.OpenRead(Repository.Vector($"xroad/asic/{container}.asice"));
        using var content = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The base64 content of the first element with this local name in a container's signature.</summary>
    public static byte[] Encapsulated(string container, string element) =>
        FromElement(Load(Entry(container, "META-INF/signatures.xml")).SelectSingleNode($"//*[local-name()='{element}']")!);

    public static X509Certificate2 SignerOf(string container) =>
        X509CertificateLoader.LoadCertificate(Encapsulated(container, "X509Certificate"));

    /// <summary>The certificates at a path of local names in the configuration, which has some as DER and some as PEM.</summary>
    public static List<X509Certificate2> Configured(string path)
    {
        var parameters = Load(File.ReadAllBytes(Repository.Vector("xroad/globalconf/DEV-v3/DEV/shared-params.xml")));
        var steps = string.Concat(path.Split('/').Select(step => $"/*[local-name()='{step}']"));
        return [.. parameters.SelectNodes("/" + steps)!.Cast<XmlNode>().Select(node => Certificate(FromElement(node)))];
    }

    private static X509Certificate2 Certificate(byte[] content) => content[0] == '-'
        ? X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(content))
        : X509CertificateLoader.LoadCertificate(content);

    private static byte[] FromElement(XmlNode node) => Convert.FromBase64String(node.InnerText.Trim());

    private static XmlDocument Load(byte[] xml)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(Encoding.UTF8.GetString(xml));
        return document;
    }
}
