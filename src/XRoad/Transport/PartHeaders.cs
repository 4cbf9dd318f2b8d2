using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Transport;

/// <summary>The MIME headers of a part, in the order and the case in which they came.</summary>
/// <param name="Fields">The headers; none of those that say what the content is comes twice.</param>
public sealed record PartHeaders(IReadOnlyList<HeaderField> Fields)
{
    /// <summary>The headers of a part of which nothing is known but its type.</summary>
    /// <param name="contentType">The media type and its parameters.</param>
    public static PartHeaders OfType(string contentType) => new([new HeaderField(ContentTypeName, contentType)]);

    internal const string ContentTypeName = "content-type";
    internal const string ContentIdName = "content-id";
    private const string TransferEncodingName = "content-transfer-encoding";

    /// <summary>The media type and its parameters; null if it is not said.</summary>
    public string? ContentType => Find(ContentTypeName);

    /// <summary>Whether the content stands there as it is. Encoded, it would have two truths: what is hashed, and what is meant.</summary>
    internal bool IsPlain => Find(TransferEncodingName) is not { } encoding
        || encoding.Equals("binary", StringComparison.OrdinalIgnoreCase)
        || encoding.Equals("8bit", StringComparison.OrdinalIgnoreCase)
        || encoding.Equals("7bit", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first header of this name; null if there is none.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }

        return null;
    }

    /// <summary>The headers of these lines, each without its line end. A line that begins with white space goes on with the one before it (RFC 5322 §2.2.3).</summary>
    /// <exception cref="MalformedTransportException">One is not a name, a colon and a value, or comes twice.</exception>
    internal static PartHeaders Of(List<string> lines)
    {
        var fields = new List<HeaderField>(lines.Count);
        foreach (var line in lines)
        {
            if (line[0] is ' ' or '\t')
                fields[^1] = fields.Count > 0 ? fields[^1] with { Value = fields[^1].Value + line.TrimEnd() } : throw Malformed();
            else
                fields.Add(Parse(line));
        }

        var headers = new PartHeaders(fields);
        return fields.TrueForAll(field => ReferenceEquals(headers.Find(field.Name), field.Value)) ? headers : throw Malformed();
    }

    private static HeaderField Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !HeaderRules.IsName(line.AsSpan(0, colon)) || !HeaderRules.IsValue(line))
            throw Malformed();
        return new HeaderField(line[..colon], line[(colon + 1)..].Trim());
    }

    private static MalformedTransportException Malformed() =>
        new(FaultCodes.MimeParsingFailed, "A part's header is not a name, a colon and a value, or comes twice.");
}
