using System.Text;
using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>A document's text beside its bytes: where in them a reader is, so that they can be changed without being written anew.</summary>
internal sealed class SourceText
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _mark;
    private readonly List<int> _lines = [0];

    /// <param name="bytes">A document that <see cref="SafeXml"/> has read.</param>
    public SourceText(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        (Encoding, _mark) = EncodingOf(bytes);
        Text = Encoding.GetString(bytes.Span[_mark..]);
        // XML 1.0 §2.11: a line ends with CR LF, or with either of them.
        for (var i = Text.AsSpan().IndexOfAny('\r', '\n'); i >= 0;)
        {
            i += Text[i] == '\r' && i + 1 < Text.Length && Text[i + 1] == '\n' ? 2 : 1;
            _lines.Add(i);
            var next = Text.AsSpan(i).IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : i + next;
        }
    }

    public string Text { get; }

    public Encoding Encoding { get; }

    /// <summary>A reader of the text. The XML declaration has served; it is blanked out, so that all positions stay.</summary>
    public XmlReader Open()
    {
        var end = Text.StartsWith("<?xml", StringComparison.Ordinal) && char.IsWhiteSpace(Text, 5) ? Text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        var blank = string.Concat(Text[..end].Select(c => c is '\r' or '\n' ? c : ' '));
        return SafeXml.OpenText(blank + Text[end..], SoapMessagePart.Limits);
    }

    /// <summary>Where the name of the element begins at whose start or end the reader is.</summary>
    public int NameAt(XmlReader reader)
    {
        var line = (IXmlLineInfo)reader;
        return _lines[line.LineNumber - 1] + line.LinePosition - 1;
    }

    /// <summary>Behind the tag in which <paramref name="index"/> is: an angle bracket may stand in an attribute's value.</summary>
    public int EndOfTag(int index)
    {
        var quote = '\0';
        for (; quote != '\0' || Text[index] != '>'; index++)
        {
            if (quote == '\0' && Text[index] is '"' or '\'')
                quote = Text[index];
            else if (Text[index] == quote)
                quote = '\0';
        }

        return index + 1;
    }

    /// <summary>The bytes from one place in the text to another.</summary>
    public ReadOnlySpan<byte> Bytes(int from, int to)
    {
        var start = _mark + Encoding.GetByteCount(Text.AsSpan(0, from));
        return from == 0 ? _bytes.Span[..(start + Encoding.GetByteCount(Text.AsSpan(0, to)))] : _bytes.Span.Slice(start, Encoding.GetByteCount(Text.AsSpan(from, to - from)));
    }

    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlyMemory<byte> bytes)
    {
        foreach (var marked in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (bytes.Span.StartsWith(marked.Preamble))
                return (marked, marked.Preamble.Length);
        }

        using var reader = SafeXml.Open(bytes, SoapMessagePart.Limits);
        var declared = reader.Read() && reader.NodeType == XmlNodeType.XmlDeclaration ? reader.GetAttribute("encoding") : null;
        return (declared is null || declared.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : Encoding.Latin1, 0);
    }
}
