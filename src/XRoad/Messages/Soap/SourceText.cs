using System.Text;
using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>A document's text beside its bytes: where in them a reader is, so that they can be changed without being written anew.</summary>
internal sealed class SourceText
{
    // Strict: where a byte were lost in decoding, all places behind it would be wrong.
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _mark;
    private readonly List<int> _lines = [0];
    private int _textSeen;
    private int _bytesSeen;

    /// <param name="bytes">A document.</param>
    /// <exception cref="XmlException">It is not in the encoding it says, or in one that <see cref="SafeXml"/> does not take.</exception>
    public SourceText(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        (Encoding, _mark) = EncodingOf(bytes);
        _bytesSeen = _mark;
        Text = Decode(Encoding, bytes.Span[_mark..]);
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

    /// <summary>The value of the attribute whose name begins at <paramref name="name"/>, between its quotation marks.</summary>
    public (int From, int To) ValueAt(int name)
    {
        var from = name + Text.AsSpan(name).IndexOfAny('"', '\'') + 1;
        return (from, from + Text.AsSpan(from).IndexOf(Text[from - 1]));
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

    /// <summary>The bytes from one place in the text to another; from its beginning with the mark there may be.</summary>
    public ReadOnlySpan<byte> Bytes(int from, int to)
    {
        var start = from == 0 ? 0 : ByteAt(from);
        return _bytes.Span[start..ByteAt(to)];
    }

    // Asked for places one behind the other, it counts every character once.
    private int ByteAt(int place)
    {
        if (place < _textSeen)
            (_textSeen, _bytesSeen) = (0, _mark);
        _bytesSeen += Encoding.GetByteCount(Text.AsSpan(_textSeen, place - _textSeen));
        _textSeen = place;
        return _bytesSeen;
    }

    private static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new XmlException("The document is not in the encoding it says.", malformed);
        }
    }

    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlyMemory<byte> bytes)
    {
        foreach (var marked in Marked)
        {
            if (bytes.Span.StartsWith(marked.Preamble))
                return (marked, marked.Preamble.Length);
        }

        using var reader = SafeXml.Open(bytes, SoapMessagePart.Limits);
        var declared = reader.Read() && reader.NodeType == XmlNodeType.XmlDeclaration ? reader.GetAttribute("encoding") : null;
        return (declared is null || declared.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) ? Marked[0] : Encoding.Latin1, 0);
    }
}
