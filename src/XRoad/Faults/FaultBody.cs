using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Cabildo.XRoad.Faults;

/// <summary>A fault as the consumer's information system reads it: JSON, or XML if it asked for that (PR-REST 4.6).</summary>
/// <param name="ContentType">The media type and charset.</param>
/// <param name="Bytes">The body.</param>
public sealed record FaultBody(string ContentType, byte[] Bytes)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>The body in the first form of <paramref name="accept"/> that is known, else JSON.</summary>
    /// <param name="fault">What to tell.</param>
    /// <param name="accept">The values of the request's Accept headers.</param>
    public static FaultBody Of(Fault fault, IEnumerable<string?> accept)
    {
        var xml = accept
            .SelectMany(value => (value ?? string.Empty).Split(','))
            .Select(range => range.Split(';', 2)[0].Trim().ToLowerInvariant())
            .FirstOrDefault(type => type is "text/xml" or "application/xml" or "text/*");
        return xml switch
        {
            null => new FaultBody("application/json;charset=utf-8", AsJson(fault)),
            "application/xml" => new FaultBody("application/xml;charset=utf-8", AsXml(fault)),
            _ => new FaultBody("text/xml;charset=utf-8", AsXml(fault)),
        };
    }

    private static byte[] AsJson(Fault fault)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, fault.Code);
            writer.WriteString("message"u8, fault.Message);
            writer.WriteString("detail"u8, fault.Detail);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] AsXml(Fault fault)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Xml))
        {
            writer.WriteStartElement("error");
            writer.WriteElementString("type", fault.Code);
            writer.WriteElementString("message", fault.Message);
            writer.WriteElementString("detail", fault.Detail);
            writer.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
