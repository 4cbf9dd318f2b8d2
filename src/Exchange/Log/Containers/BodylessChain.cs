using System.Xml;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>
/// A branch of a hash chain for a message whose bodies are not kept. A step says of each input its digest, and that it lies in a
/// file: for a body that is not there the digest alone is said, which hashes to the same. Verifiers, X-Road's too, want every file
/// that a chain names. Only the result at the top is signed, so the branch may be written anew.
/// </summary>
internal static class BodylessChain
{
    private const string Space = "http://cyber.ee/hashchain";
    private const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>The branch with bare digests in place of references to attachments.</summary>
    /// <param name="chain">The branch as it came with the message.</param>
    /// <param name="attachments">How many attachments the message had.</param>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static byte[] Write(byte[] chain, int attachments)
    {
        var document = SafeXml.Load(chain, XmlLimits.Signature);
        var names = Enumerable.Range(1, attachments).Select(ContainerNames.Attachment).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in document.GetElementsByTagName("DataRef", Space).Cast<XmlElement>().ToList())
        {
            var uri = reference.GetAttribute("URI");
            if (names.Contains(uri) || names.Contains("/" + uri))
                reference.ParentNode!.ReplaceChild(Digest(document, reference), reference);
        }

        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private static XmlElement Digest(XmlDocument document, XmlElement reference)
    {
        var value = document.CreateElement(reference.Prefix, "HashValue", Space);
        foreach (var child in reference.ChildNodes.Cast<XmlNode>().ToList())
        {
            // How a file would be made ready to be hashed means nothing without the file.
            if (child is not XmlElement { LocalName: "Transforms", NamespaceURI: Signature })
                value.AppendChild(child);
        }

        return value;
    }
}
