using System.Text;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>A part of a multipart held in memory.</summary>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">The bytes after the headers' blank line, up to the line end before the boundary; empty for a part of headers alone.</param>
internal sealed record MimePart(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private const int MaxHeaderBytes = 8 * 1024;

    /// <summary>The header, which must be there.</summary>
    public string Required(string name) =>
        Headers.GetValueOrDefault(name) ?? throw new MalformedConfigurationException($"The header {name} is missing.");

    /// <summary>The header with its parameters, which must be there.</summary>
    public HeaderValue RequiredValue(string name) =>
        HeaderValue.TryParse(Required(name), out var value) ? value : throw new MalformedConfigurationException($"The header {name} has malformed parameters.");

    /// <summary>Refuses a part whose header has another value.</summary>
    public void Expect(string name, string value)
    {
        if (!string.Equals(RequiredValue(name).Value, value, StringComparison.OrdinalIgnoreCase))
            throw new MalformedConfigurationException($"The header {name} is not {value}.");
    }

    /// <summary>The body as base64.</summary>
    public byte[] Base64Body()
    {
        var bytes = new byte[Body.Length];
        return Convert.TryFromBase64String(Encoding.Latin1.GetString(Body.Span), bytes, out var length) && length > 0
            ? bytes[..length]
            : throw new MalformedConfigurationException("A part's body is not base64.");
    }

    /// <summary>Takes headers, a blank line and a body apart. A part may also end with its headers.</summary>
    public static MimePart Parse(ReadOnlyMemory<byte> part)
    {
        var blank = part.Span.IndexOf("\r\n\r\n"u8);
        var headers = blank < 0 ? part : part[..blank];
        if (headers.Length > MaxHeaderBytes)
            throw new MalformedConfigurationException($"A part has more than {MaxHeaderBytes} bytes of headers.");
        return new MimePart(ParseHeaders(Encoding.Latin1.GetString(headers.Span)), blank < 0 ? default : part[(blank + 4)..]);
    }

    private static Dictionary<string, string> ParseHeaders(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split("\r\n"))
        {
            if (line.Length == 0)
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            // A name with white space would be a folded line: two readers could disagree on it.
            if (colon <= 0 || line.Any(char.IsControl) || line.AsSpan(0, colon).ContainsAny(" \t"))
                throw new MalformedConfigurationException("A line of headers is not a name, a colon and a value.");
            if (!headers.TryAdd(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim()))
                throw new MalformedConfigurationException($"The header {line[..colon]} comes twice.");
        }

        return headers;
    }
}

/// <summary>
/// Cuts a multipart held in memory at its boundaries (RFC 2046 §5.1). Stricter than MIME, as nothing may be read that a
/// signature does not fix: no preamble, no epilogue, lines end with CRLF, a boundary stands alone on its line.
/// </summary>
internal static class MimeParts
{
    private const int MaxBoundary = 70;

    /// <summary>The boundary of a multipart's content type.</summary>
    public static string BoundaryOf(MimePart part, string type)
    {
        part.Expect("content-type", type);
        return part.RequiredValue("content-type")["boundary"] is { Length: <= MaxBoundary } boundary && boundary.All(char.IsAscii)
            ? boundary
            : throw new MalformedConfigurationException($"The content type {type} has no boundary.");
    }

    /// <summary>The parts, <paramref name="most"/> at most.</summary>
    public static List<MimePart> Split(ReadOnlyMemory<byte> body, string boundary, int most)
    {
        var delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        if (!body.Span.StartsWith(delimiter.AsSpan(2)))
            throw new MalformedConfigurationException("The multipart does not begin with its boundary.");

        List<MimePart> parts = [];
        for (var rest = body[(delimiter.Length - 2)..]; !IsEnd(rest.Span);)
        {
            if (!rest.Span.StartsWith("\r\n"u8))
                throw new MalformedConfigurationException("A boundary is followed by other characters on its line.");
            // The line end after a boundary may be the one before the next: an empty part, with no headers.
            var length = rest.Span.IndexOf(delimiter);
            if (length < 0)
                throw new MalformedConfigurationException("The multipart ends before its last boundary.");
            if (parts.Count == most)
                throw new MalformedConfigurationException($"The multipart has more than {most} parts.");
            parts.Add(MimePart.Parse(length < 2 ? default : rest[2..length]));
            rest = rest[(length + delimiter.Length)..];
        }

        return parts;
    }

    private static bool IsEnd(ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("--"u8))
            return false;
        return rest[2..].IsEmpty || rest[2..].SequenceEqual("\r\n"u8)
            ? true
            : throw new MalformedConfigurationException("Something follows the last boundary.");
    }
}
