using System.Text;
using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>Walking forwards through elements, never deeper than <see cref="SoapMessagePart.Limits"/>.</summary>
internal static class SoapXml
{
    private const int MaxTextLength = 64 * 1024;

    /// <summary>Calls <paramref name="child"/> on each child element; it must leave the reader on that child's end. Ends on the end of the element itself.</summary>
    public static void Children(XmlReader reader, Action child)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            SafeXml.Guard(reader, SoapMessagePart.Limits);
            if (reader.NodeType == XmlNodeType.Element)
                child();
        }
    }

    /// <summary>Passes over an element.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            SafeXml.Guard(reader, SoapMessagePart.Limits);
    }

    /// <summary>The text of an element that has no others; comments do not count.</summary>
    public static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var (depth, name) = (reader.Depth, reader.LocalName);
        var text = new StringBuilder();
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
                throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"'{name}' holds text alone.");
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text.Append(reader.Value);
            if (text.Length > MaxTextLength)
                throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"'{name}' is longer than {MaxTextLength} characters.");
        }

        return text.ToString();
    }
}
