using System.Text;
using System.Xml;

namespace Cabildo.Trust.Xml;

/// <summary>
/// Reads XML of others: no document type, hence no entities; nothing is ever fetched; size and depth are bounded.
/// Every method throws <see cref="XmlException"/> for what is malformed or beyond the limits.
/// </summary>
public static class SafeXml
{
    private const int LongestDeclaration = 200;
    private static readonly string[] Encodings = ["UTF-8\"", "UTF-8'", "UTF-16\"", "UTF-16'", "US-ASCII\"", "US-ASCII'", "ISO-8859-1\"", "ISO-8859-1'"];

    /// <summary>A forward reader. It bounds the size only: who walks it bounds <see cref="XmlReader.Depth"/> by <see cref="Guard"/>.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        RefuseOtherEncodings(xml.Span);
        return XmlReader.Create(AsStream(xml), Settings(limits));
    }

    /// <summary>The whole document with its white space, as signatures need it.</summary>
    public static XmlDocument Load(ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        // The tree is built by recursion: it must be known to be shallow first.
        using (var scout = Open(xml, limits))
        {
            while (scout.Read())
                Guard(scout, limits);
        }

        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = Open(xml, limits);
        document.Load(reader);
        return document;
    }

    /// <summary>Refuses a document that is too deep.</summary>
    public static void Guard(XmlReader reader, XmlLimits limits)
    {
        if (reader.Depth > limits.Depth)
            throw new XmlException($"The document is more than {limits.Depth} elements deep.");
    }

    // In an encoding that not every reader knows, a document could say something else to each; UTF-7 even hides markup.
    private static void RefuseOtherEncodings(ReadOnlySpan<byte> xml)
    {
        var declaration = xml[..Math.Min(xml.Length, LongestDeclaration)];
        if (declaration.IndexOf("<?xml"u8) < 0)
            return;
        var end = declaration.IndexOf("?>"u8);
        if (end < 0)
            throw new XmlException("The XML declaration does not end.");
        var name = declaration[..end].IndexOf("encoding"u8);
        if (name < 0)
            return;
        var value = Encoding.Latin1.GetString(declaration[(name + "encoding".Length)..end]).TrimStart(' ', '\t', '\r', '\n', '=', '"', '\'').ToUpperInvariant();
        if (!Encodings.Any(known => value.StartsWith(known, StringComparison.Ordinal)))
            throw new XmlException("The document is in an encoding that is not accepted: use UTF-8.");
    }

    private static XmlReaderSettings Settings(XmlLimits limits) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.Characters,
        MaxCharactersFromEntities = 1024,
        CloseInput = true,
        CheckCharacters = true,
    };

    private static MemoryStream AsStream(ReadOnlyMemory<byte> xml) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(xml, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(xml.ToArray(), writable: false);
}
