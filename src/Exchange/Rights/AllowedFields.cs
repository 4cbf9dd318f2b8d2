using System.Text.Json;

namespace Cabildo.Exchange.Rights;

/// <summary>
/// The members of a JSON document that may be seen. Minimising what leaves is done here, before the signature, and not by the client's
/// good will: what a right does not name never leaves the organisation.
/// </summary>
internal sealed class AllowedFields
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };
    private readonly Node _root = new();

    /// <param name="paths">Names of members, those within others after a full stop: <c>holder.name</c>. An array's are its elements'.</param>
    public AllowedFields(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var node = _root;
            foreach (var name in path.Split('.'))
                node = node.Children.TryGetValue(name, out var child) ? child : node.Children[name] = new Node();
            node.IsWhole = true;
        }
    }

    /// <summary>Copies a document with nothing but the allowed members.</summary>
    /// <param name="json">The document, in UTF-8.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="JsonException">It is no JSON (RFC 8259), or nested more than 64 deep.</exception>
    public void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter output)
    {
        var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, Reading);
        reader.Read();
        Copy(ref reader, _root, output);
        if (reader.Read())
            throw new JsonException("Something follows the document.");
        output.Flush();
    }

    private static void Copy(ref Utf8JsonReader reader, Node node, Utf8JsonWriter output)
    {
        if (node.IsWhole)
        {
            using var value = JsonDocument.ParseValue(ref reader);
            value.WriteTo(output);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            CopyObject(ref reader, node, output);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            output.WriteStartArray();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                Copy(ref reader, node, output);
            output.WriteEndArray();
        }
        else
        {
            // A value where members were expected: its name was not among those allowed.
            output.WriteNullValue();
        }
    }

    private static void CopyObject(ref Utf8JsonReader reader, Node node, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (node.Children.TryGetValue(name, out var child))
            {
                output.WritePropertyName(name);
                Copy(ref reader, child, output);
            }
            else
            {
                reader.Skip();
            }
        }

        output.WriteEndObject();
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public bool IsWhole { get; set; }
    }
}
