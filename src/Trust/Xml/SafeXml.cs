using System.Xml;

namespace Cabildo.Trust.Xml;

/// <summary>
/// Reads XML of others: no document type, hence no entities; nothing is ever fetched; size and depth are bounded.
/// Every method throws <see cref="XmlException"/> for what is malformed or beyond the limits.
/// </summary>
public static class SafeXml
{
    /// <summary>A forward reader. It bounds the size only: who walks it bounds <see cref="XmlReader.Depth"/> by <see cref="Guard"/>.</summary>
    public static XmlReader Open(Stream xml, XmlLimits limits) => XmlReader.Create(xml, Settings(limits));

    /// <inheritdoc cref="Open(Stream, XmlLimits)"/>
    public static XmlReader Open(ReadOnlyMemory<byte> xml, XmlLimits limits) => Open(AsStream(xml), limits);

    /// <summary>The whole document with its white space, as signatures need it.</summary>
    public static XmlDocument Load(ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        Scout(xml, limits);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = Open(xml, limits);
        document.Load(reader);
        return document;
    }

    /// <summary>Goes to the root. The framework's reader lets the exceptions of encodings that it does not have through, such as that of UTF-7: here they are as any other fault.</summary>
    public static XmlNodeType MoveToRoot(XmlReader reader)
    {
        try
        {
            return reader.MoveToContent();
        }
        catch (Exception problem) when (problem is NotSupportedException or ArgumentException)
        {
            throw new XmlException($"The document's encoding is not known: {problem.Message}", problem);
        }
    }

    /// <summary>Refuses a document that is too deep.</summary>
    public static void Guard(XmlReader reader, XmlLimits limits)
    {
        if (reader.Depth > limits.Depth)
            throw new XmlException($"The document is more than {limits.Depth} elements deep.");
    }

    // The tree is built by recursion: it must be known to be shallow first.
    private static void Scout(ReadOnlyMemory<byte> xml, XmlLimits limits)
    {
        using var scout = Open(xml, limits);
        MoveToRoot(scout);
        while (scout.Read())
            Guard(scout, limits);
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
