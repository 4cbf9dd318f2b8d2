using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Metaservices;

/// <summary>What a metaservice answers with.</summary>
/// <param name="ContentType">The content type.</param>
/// <param name="Bytes">The body.</param>
public sealed record MetaserviceBody(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    internal static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static MetaserviceBody Json(string contentType, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            write(writer);
        return new MetaserviceBody(contentType, buffer.WrittenMemory);
    }

    internal static void WriteId(Utf8JsonWriter writer, string type, ClientId id)
    {
        writer.WriteString("object_type"u8, type);
        writer.WriteString("xroad_instance"u8, id.Member.Instance);
        writer.WriteString("member_class"u8, id.Member.MemberClass);
        writer.WriteString("member_code"u8, id.Member.MemberCode);
        if (id is SubsystemId subsystem)
            writer.WriteString("subsystem_code"u8, subsystem.Code);
    }
}
