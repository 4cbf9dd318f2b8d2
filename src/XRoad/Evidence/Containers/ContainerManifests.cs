using System.Text;
using System.Xml.Linq;
using Cabildo.Trust.Algorithms;

namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>The two lists in META-INF.</summary>
internal static class ContainerManifests
{
    private static readonly XNamespace Package = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    private static readonly XNamespace AsicSpace = "http://uri.etsi.org/2918/v1.2.1#";
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>The files outside META-INF and their types (OpenDocument 1.2 part 3, §4).</summary>
    public static byte[] OpenDocument(ContainerContents contents)
    {
        var manifest = new XElement(
            Package + "manifest",
            new XAttribute(XNamespace.Xmlns + "manifest", Package),
            new XAttribute(Package + "version", "1.2"),
            Entry("/", ContainerNames.MediaType),
            Entry(ContainerNames.Message[1..], "text/xml"));
        if (contents.SignatureChain is not null)
            manifest.Add(Entry(ContainerNames.SignatureHashChainResult[1..], "text/xml"), Entry(ContainerNames.SignatureHashChain[1..], "text/xml"));
        if (contents.Timestamp is not null)
            manifest.Add(Entry(ContainerNames.TimestampHashChainResult[1..], "text/xml"), Entry(ContainerNames.TimestampHashChain[1..], "text/xml"));
        for (var number = 1; number <= contents.Attachments.Count; number++)
            manifest.Add(Entry(ContainerNames.Attachment(number)[1..], "application/octet-stream"));
        return Bytes(manifest);
    }

    /// <summary>What the timestamp covers (EN 319 162-1 §4.4.3.2, A.4).</summary>
    public static byte[] Asic(ReadOnlySpan<byte> hashChainResult) => Bytes(new XElement(
        AsicSpace + "ASiCManifest",
        new XAttribute(XNamespace.Xmlns + "asic", AsicSpace),
        new XAttribute(XNamespace.Xmlns + "ds", Signature),
        new XElement(
            AsicSpace + "SigReference",
            new XAttribute("URI", ContainerNames.Timestamp[1..]),
            // X-Road's spelling; the registered type is application/vnd.etsi.timestamp-token.
            new XAttribute("MimeType", "vnd.etsi.timestamp-token")),
        new XElement(
            AsicSpace + "DataObjectReference",
            new XAttribute("URI", ContainerNames.TimestampHashChainResult[1..]),
            new XAttribute("MimeType", "text/xml"),
            new XElement(Signature + "DigestMethod", new XAttribute("Algorithm", DigestAlgorithm.Sha512.Uri)),
            new XElement(Signature + "DigestValue", Convert.ToBase64String(DigestAlgorithm.Sha512.Compute(hashChainResult))))));

    private static XElement Entry(string path, string type) =>
        new(Package + "file-entry", new XAttribute(Package + "media-type", type), new XAttribute(Package + "full-path", path));

    private static byte[] Bytes(XElement root) =>
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting) + "\n");
}
