using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cabildo.XRoad.Metaservices;

/// <summary>An OpenAPI description in YAML, read by its events: a tree of it could be made far larger than its text by aliases.</summary>
internal sealed class OpenApiYaml
{
    private const int MaxDepth = 64;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Parser _parser;
    private readonly StringBuilder _hidden = new();
    private readonly string _text;
    private int _done;

    private OpenApiYaml(string text) => (_text, _parser) = (text, new Parser(new StringReader(text)));

    /// <summary>The description with the paths of its servers' addresses in place of these.</summary>
    /// <exception cref="YamlException">It is no YAML, not of OpenAPI 3, or an alias stands where its servers are.</exception>
    /// <exception cref="ArgumentException">It is not in UTF-8.</exception>
    public static byte[] Hide(ReadOnlySpan<byte> yaml) =>
        Strict.GetBytes(new OpenApiYaml(Strict.GetString(yaml.StartsWith("\uFEFF"u8) ? yaml[3..] : yaml)).Hide());

    private string Hide()
    {
        _parser.Consume<StreamStart>();
        _parser.Consume<DocumentStart>();
        var start = _parser.Consume<MappingStart>();
        string? version = null;
        Members(key =>
        {
            if (key == "openapi")
                version = (_parser.Current as Scalar)?.Value;
            if (key == "servers")
                Servers();
            else
                Skip();
        });
        _parser.Consume<DocumentEnd>();
        _parser.Consume<StreamEnd>();
        if (version is null || !version.StartsWith("3.", StringComparison.Ordinal))
            throw new YamlException(start.Start, start.End, "It is not of OpenAPI 3.");
        return _hidden.Append(_text, _done, _text.Length - _done).ToString();
    }

    private void Servers()
    {
        if (!_parser.TryConsume<SequenceStart>(out _))
        {
            Server();
            return;
        }

        while (!_parser.TryConsume<SequenceEnd>(out _))
            Server();
    }

    private void Server()
    {
        if (!_parser.TryConsume<MappingStart>(out _))
        {
            Skip(mayAlias: false);
            return;
        }

        Members(key =>
        {
            if (key == "url" && _parser.TryConsume<Scalar>(out var url))
                Replace(url);
            else
                Skip(mayAlias: key != "url");
        });
    }

    private void Members(Action<string?> value)
    {
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = (_parser.Current as Scalar)?.Value;
            // What is merged in from elsewhere would be read as if it stood here.
            if (key == "<<")
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "Write what is merged in by '<<' where it belongs.");
            Skip();
            value(key);
        }
    }

    private void Replace(Scalar url)
    {
        var path = HiddenAddresses.PathOf(url.Value);
        if (path == url.Value)
            return;
        _hidden.Append(_text, _done, (int)url.Start.Index - _done);
        if (!url.Anchor.IsEmpty)
            _hidden.Append('&').Append(url.Anchor.Value).Append(' ');
        _hidden.Append(JsonSerializer.Serialize(path, Quoted));
        // A block ends with its line.
        if (url.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            _hidden.Append('\n');
        _done = (int)url.End.Index;
    }

    private void Skip(bool mayAlias = true)
    {
        var depth = 0;
        do
        {
            var next = _parser.Consume<ParsingEvent>();
            depth += next.NestingIncrease;
            if (depth > MaxDepth)
                throw new YamlException(next.Start, next.End, $"It is nested more than {MaxDepth} deep.");
            if (next is AnchorAlias && !mayAlias)
                throw new YamlException(next.Start, next.End, "Write the servers where they belong, and not by an alias.");
        }
        while (depth > 0);
    }
}
