using System.Collections.ObjectModel;
using System.Xml;
using Cabildo.Rules.Values;
using Cabildo.Trust.Xml;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>Reads XML as a tree of elements of one vocabulary, without trust in who wrote it.</summary>
/// <param name="source">What the document is called.</param>
/// <param name="isMine">Whether a namespace is the vocabulary's.</param>
/// <param name="limits">How large it may be.</param>
internal sealed class ElementReader(string source, Predicate<string> isMine, XmlLimits limits)
{
    /// <summary>For models: 16 million characters, 120 deep.</summary>
    public static readonly XmlLimits Limits = new(16 * 1024 * 1024, 120);

    /// <summary>The root.</summary>
    /// <exception cref="XmlException">It is malformed, too large, too deep, has a document type, or is of another vocabulary.</exception>
    public Element Read(ReadOnlyMemory<byte> xml)
    {
        using var reader = SafeXml.Open(xml, limits);
        var lines = (IXmlLineInfo)reader;
        try
        {
            return Read(reader, lines);
        }
        catch (XmlException refused) when (refused.LineNumber == 0)
        {
            // The framework says so of what its settings forbid, in words for those who set them.
            var isType = refused.Message.Contains("DTD", StringComparison.Ordinal);
            var isLarge = refused.Message.Contains("MaxCharacters", StringComparison.Ordinal);
            if (isType)
                throw RefuseType(xml.Span);
            throw Refuse(isLarge ? $"The document has more than {limits.Characters} characters." : refused.Message, lines);
        }
    }

    private Element Read(XmlReader reader, IXmlLineInfo lines)
    {
        var open = new Stack<Element>();
        Element? root = null;
        while (reader.Read())
        {
            if (reader.Depth > limits.Depth)
                throw Refuse($"The document is more than {limits.Depth} elements deep.", lines);
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when isMine(reader.NamespaceURI):
                    var isEmpty = reader.IsEmptyElement;
                    var element = new Element(reader.LocalName, PlaceOf(lines), AttributesOf(reader));
                    if (open.TryPeek(out var parent))
                        parent.Add(element);
                    root ??= element;
                    if (!isEmpty)
                        open.Push(element);
                    break;
                case XmlNodeType.Element when root is null:
                    throw Refuse($"The document is a `{reader.LocalName}` of the namespace `{reader.NamespaceURI}`, which is not one that is read here.", lines);
                case XmlNodeType.Element:
                    Skip(reader, lines);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Append(reader.Value, PlaceOf(lines));
                    break;
                // Space alone is text only where there are no elements.
                case XmlNodeType.Whitespace when open.TryPeek(out var around) && around.Children.Count == 0:
                    around.Append(reader.Value, PlaceOf(lines));
                    break;
            }
        }

        return root ?? throw new XmlException("The document is empty.");
    }

    // XmlReader.Skip goes as deep as it likes; here the depth is guarded.
    private void Skip(XmlReader reader, IXmlLineInfo lines)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.Depth > limits.Depth)
                throw Refuse($"The document is more than {limits.Depth} elements deep.", lines);
        }
    }

    private static IReadOnlyDictionary<string, string> AttributesOf(XmlReader reader)
    {
        if (!reader.HasAttributes)
            return ReadOnlyDictionary<string, string>.Empty;
        var attributes = new Dictionary<string, string>(reader.AttributeCount, StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0)
                attributes[reader.LocalName] = reader.Value;
            else if (reader.NamespaceURI == "http://www.w3.org/2001/XMLSchema-instance")
                attributes[$"xsi:{reader.LocalName}"] = reader.Value;
        }

        reader.MoveToElement();
        return attributes;
    }

    private SourcePlace PlaceOf(IXmlLineInfo lines) => new(lines.LineNumber, lines.LinePosition, 0, 0) { Source = source };

    // The framework does not say where it stands.
    private static XmlException RefuseType(ReadOnlySpan<byte> xml)
    {
        var before = xml[..Math.Max(0, xml.IndexOf("<!DOCTYPE"u8))];
        return new XmlException("The document has a document type (DOCTYPE), which is never read. Take it out.", null, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static XmlException Refuse(string message, IXmlLineInfo lines) => new(message, null, lines.LineNumber, lines.LinePosition);
}
