using System.Text;

namespace Cabildo.XRoad.Messages;

/// <summary>
/// The bytes of a message part: two lines, then a line for each header. Lines end with CRLF, the last one too; there is no
/// space after a header's colon and no empty line at the end.
/// </summary>
internal static class MessageLines
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(string first, string second, IReadOnlyList<HeaderField> headers)
    {
        var text = new StringBuilder(512).Append(first).Append("\r\n").Append(second).Append("\r\n");
        foreach (var header in headers)
            text.Append(header.Name).Append(':').Append(header.Value).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads the lines back; null if they are not UTF-8, not ended as they should be, or a header is no header.</summary>
    public static (string First, string Second, List<HeaderField> Headers)? Read(byte[] bytes)
    {
        if (Decode(bytes) is not { } text || !text.EndsWith("\r\n", StringComparison.Ordinal))
            return null;

        var lines = text[..^2].Split("\r\n");
        if (lines.Length < 2 || !lines.All(line => HeaderRules.IsValue(line)))
            return null;

        var headers = new List<HeaderField>(lines.Length - 2);
        foreach (var line in lines.AsSpan(2))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !HeaderRules.IsName(line.AsSpan(0, colon)) || HeaderRules.BelongsToOneHop(line[..colon]))
                return null;
            headers.Add(new HeaderField(line[..colon], line[(colon + 1)..]));
        }

        return (lines[0], lines[1], headers);
    }

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
