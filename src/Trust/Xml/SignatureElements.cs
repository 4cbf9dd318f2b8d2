using System.Xml;

namespace Cabildo.Trust.Xml;

/// <summary>Ways through the elements of a signature that refuse what is doubled or missing.</summary>
public static class SignatureElements
{
    /// <summary>The child elements, in order.</summary>
    public static IEnumerable<XmlElement> Elements(this XmlElement parent) => parent.ChildNodes.OfType<XmlElement>();

    /// <summary>The child element of this name; null if there is none.</summary>
    /// <exception cref="MalformedSignatureException">There are several: readers could each take another one.</exception>
    public static XmlElement? Child(this XmlElement parent, string name, string space = XmlNames.Signature)
    {
        XmlElement? found = null;
        foreach (var child in parent.Elements().Where(child => child.LocalName == name && child.NamespaceURI == space))
        {
            if (found is not null)
                throw new MalformedSignatureException($"'{parent.LocalName}' has '{name}' twice.");
            found = child;
        }

        return found;
    }

    /// <summary>The child element of this name.</summary>
    /// <exception cref="MalformedSignatureException">There is none, or there are several.</exception>
    public static XmlElement Required(this XmlElement parent, string name, string space = XmlNames.Signature) =>
        parent.Child(name, space) ?? throw new MalformedSignatureException($"'{parent.LocalName}' has no '{name}'.");

    /// <summary>The bytes an element holds as base64; white space between the characters does not count.</summary>
    /// <exception cref="MalformedSignatureException">It is not base64.</exception>
    public static byte[] Base64(this XmlElement element)
    {
        var text = element.InnerText;
        var bytes = new byte[text.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes.AsSpan(0, length).ToArray()
            : throw new MalformedSignatureException($"'{element.LocalName}' is not base64.");
    }
}
