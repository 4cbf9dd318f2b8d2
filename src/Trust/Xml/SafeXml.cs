using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Cabildo.Trust.Xml;

/// <summary>
/// Reads XML of others: no document type, hence no entities; nothing is ever fetched; size and depth are bounded.
/// Every method throws <see cref="XmlException"/> for what is malformed or beyond the limits.
/// </summary>
public static partial class SafeXml
{
    private const int LongestDeclaration = 200;

    /// <summary>A forward reader. It bounds the size only: who walks it bounds <see cref="XmlReader.Depth"/> by <see cref="Guard"/>.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        if (xml.Span.StartsWith(Encoding.Unicode.Preamble))
            return Open(Encoding.Unicode, xml[Encoding.Unicode.Preamble.Length..], limits);
        if (xml.Span.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Open(Encoding.BigEndianUnicode, xml[Encoding.BigEndianUnicode.Preamble.Length..], limits);
        RefuseOtherEncodings(xml.Span);
        return XmlReader.Create(AsStream(xml), Settings(limits));
    }

    /// <summary>A forward reader of a document that has been decoded, and has no XML declaration.</summary>
    public static XmlReader OpenText(string xml, XmlLimits limits) => XmlReader.Create(new StringReader(xml), Settings(limits));

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

    // The declaration has served when the text is known, and the framework's reader stumbles over odd ones.
    private static XmlReader Open(Encoding encoding, ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        if (xml.Length / 2 > limits.Characters)
            throw new XmlException($"The document has more than {limits.Characters} characters.");
        var text = encoding.GetString(xml.Span);
        var declaration = Declaration().Match(text);
        if (!declaration.Success && text.StartsWith("<?xml", StringComparison.Ordinal) && !text.StartsWith("<?xml-", StringComparison.Ordinal))
            throw Undeclared();
        return XmlReader.Create(new StringReader(text[declaration.Length..]), Settings(limits));
    }

    // In an encoding that not every reader knows, a document could say something else to each; UTF-7 even hides markup. The
    // framework's reader guesses more of them than it should, and lets exceptions through for declarations that are none.
    private static void RefuseOtherEncodings(ReadOnlySpan<byte> xml)
    {
        if (xml.StartsWith(Encoding.UTF8.Preamble))
            xml = xml[Encoding.UTF8.Preamble.Length..];
        if (xml.Length < 2 || xml[0] is not ((byte)'<' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') || xml[1] == 0)
            throw new XmlException("The document does not begin as XML in UTF-8 does.");
        if (!xml.StartsWith("<?xml"u8) || xml.StartsWith("<?xml-"u8))
            return;
        var declaration = Declaration().Match(Encoding.Latin1.GetString(xml[..Math.Min(xml.Length, LongestDeclaration)]));
        if (!declaration.Success)
            throw Undeclared();
        if (declaration.Groups["encoding"] is { Success: true, Value: var name } && name.ToUpperInvariant() is not ("UTF-8" or "US-ASCII" or "ISO-8859-1"))
            throw new XmlException("The document is in an encoding that is not accepted: use UTF-8.");
    }

    private static XmlException Undeclared() => new("The XML declaration is malformed, or not of XML 1.0.");

    // XML 1.0 §2.8, productions 23 to 32, and §4.3.3.
    [GeneratedRegex(
        """^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"(?<encoding>[A-Za-z][A-Za-z0-9._-]*)"|'(?<encoding>[A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();

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
