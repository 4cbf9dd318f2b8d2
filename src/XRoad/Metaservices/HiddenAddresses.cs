using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Messages.Soap;
using YamlDotNet.Core;

namespace Cabildo.XRoad.Metaservices;

/// <summary>Takes from descriptions where services really are: whoever reads them reaches the service through its server alone.</summary>
public static class HiddenAddresses
{
    /// <summary>What stands in a WSDL in place of addresses (PR-META 4).</summary>
    public const string Substitute = "http://example.org/xroad-endpoint";

    private const int MaxJsonDepth = 64;

    /// <summary>The WSDL with <see cref="Substitute"/> for every address of SOAP 1.1, SOAP 1.2 and HTTP; every other byte stays as it is.</summary>
    /// <param name="wsdl">The WSDL.</param>
    /// <param name="hidden">The WSDL without addresses.</param>
    /// <param name="reason">Why it could not be read.</param>
    public static bool TryHideInWsdl(ReadOnlyMemory<byte> wsdl, [NotNullWhen(true)] out byte[]? hidden, [NotNullWhen(false)] out string? reason)
    {
        (hidden, reason) = (null, null);
        try
        {
            hidden = Hide(new SourceText(wsdl));
        }
        catch (XmlException malformed)
        {
            reason = $"The WSDL cannot be read as XML: {malformed.Message}";
        }

        return hidden is not null;
    }

    /// <summary>The OpenAPI 3 description in JSON with its servers' paths in place of their addresses, as X-Road's servers leave them; addresses with variables stay (sources, <c>Openapi3Anonymiser</c>).</summary>
    /// <param name="json">The description.</param>
    /// <param name="hidden">The description without addresses.</param>
    /// <param name="reason">Why it could not be read.</param>
    public static bool TryHideInOpenApi(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out byte[]? hidden, [NotNullWhen(false)] out string? reason)
    {
        (hidden, reason) = (null, null);
        try
        {
            var root = JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { MaxDepth = MaxJsonDepth }) as JsonObject;
            if (root is null || !root.TryGetPropertyValue("openapi", out var version) || version is not JsonValue value || value.GetValueKind() != JsonValueKind.String || !value.GetValue<string>().StartsWith("3.", StringComparison.Ordinal))
                reason = "The description is not of OpenAPI 3.";
            else
                hidden = Hide(root);
        }
        // A name that comes twice, or half a character of UTF-16, is found only where it is looked at.
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or InvalidOperationException)
        {
            reason = $"The description cannot be read as JSON: {malformed.Message}";
        }

        return hidden is not null;
    }

    /// <summary>The same where it is in YAML; every byte but those of the addresses stays as it is.</summary>
    /// <param name="yaml">The description, in UTF-8: one document, whose servers are written where they stand and not by an alias.</param>
    /// <param name="hidden">The description without addresses.</param>
    /// <param name="reason">Why it could not be read.</param>
    public static bool TryHideInOpenApiYaml(ReadOnlyMemory<byte> yaml, [NotNullWhen(true)] out byte[]? hidden, [NotNullWhen(false)] out string? reason)
    {
        (hidden, reason) = (null, null);
        try
        {
            hidden = OpenApiYaml.Hide(yaml.Span);
        }
        // The scanner gives up with others than its own where a bracket or a quotation mark is left open.
        catch (Exception malformed) when (malformed is YamlException or ArgumentException or InvalidOperationException)
        {
            reason = $"The description cannot be read as YAML: {malformed.Message}";
        }

        return hidden is not null;
    }

    private static byte[] Hide(JsonObject root)
    {
        foreach (var server in root["servers"] as JsonArray ?? [])
        {
            if (server is JsonObject one && one["url"] is JsonValue url && url.GetValueKind() == JsonValueKind.String)
                one["url"] = PathOf(url.GetValue<string>());
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, MetaserviceBody.Relaxed))
            root.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    internal static string PathOf(string url)
    {
        if (url.Contains('{', StringComparison.Ordinal) && url.Contains('}', StringComparison.Ordinal))
            return url;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : url;
    }

    private static byte[] Hide(SourceText source)
    {
        using var hidden = new MemoryStream();
        using var reader = source.Open();
        var done = 0;
        while (reader.Read())
        {
            SafeXml.Guard(reader, SoapMessagePart.Limits);
            if (reader.NodeType != XmlNodeType.Element || !IsAddress(reader) || !reader.MoveToAttribute("location"))
                continue;
            var (from, to) = source.ValueAt(source.NameAt(reader));
            hidden.Write(source.Bytes(done, from));
            hidden.Write(source.Encoding.GetBytes(Substitute));
            done = to;
            reader.MoveToElement();
        }

        hidden.Write(source.Bytes(done, source.Text.Length));
        return hidden.ToArray();
    }

    private static bool IsAddress(XmlReader reader) => reader.LocalName == "address"
        && reader.NamespaceURI is ("http://schemas.xmlsoap.org/wsdl/soap/" or "http://schemas.xmlsoap.org/wsdl/soap12/" or "http://schemas.xmlsoap.org/wsdl/http/");
}
