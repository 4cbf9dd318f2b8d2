using System.Text;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>Writes envelopes, UTF-8 without a byte order mark.</summary>
internal static class SoapWriter
{
    private const string EnvelopePrefix = "SOAP-ENV";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Request(SoapHeader header, Action<XmlWriter> body) => Write(
        writer =>
        {
            writer.WriteStartElement(EnvelopePrefix, "Envelope", SoapNames.Envelope);
            writer.WriteAttributeString("xmlns", "id", ns: null, SoapNames.Identifiers);
            writer.WriteAttributeString("xmlns", "xroad", ns: null, SoapNames.XRoad);
            writer.WriteStartElement(EnvelopePrefix, "Header", SoapNames.Envelope);
            WriteHeader(writer, header);
        },
        body);

    public static byte[] Response(SoapMessagePart request, Action<XmlWriter> body) => Write(writer => EchoHeader(writer, request), body);

    /// <summary>What X-Road calls the kind of a client.</summary>
    public static string TypeOf(ClientId client) => client is SubsystemId ? "SUBSYSTEM" : "MEMBER";

    public static void WriteClient(XmlWriter writer, string name, ClientId client) => WriteId(writer, name, TypeOf(client), [.. Parts(client)]);

    public static void WriteService(XmlWriter writer, string name, CalledService service) =>
        WriteId(writer, name, "SERVICE", [.. Parts(service.Provider), ("serviceCode", service.Code), ("serviceVersion", service.Version)]);

    // The head leaves the envelope and the header open.
    private static byte[] Write(Action<XmlWriter> head, Action<XmlWriter> body)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            head(writer);
            writer.WriteEndElement();
            writer.WriteStartElement(EnvelopePrefix, "Body", SoapNames.Envelope);
            body(writer);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteHeader(XmlWriter writer, SoapHeader header)
    {
        WriteClient(writer, "client", header.Client);
        WriteService(writer, "service", header.Service);
        if (header.SecurityServer is { } server)
            WriteId(writer, "securityServer", "SERVER", [.. Parts(server.Owner), ("serverCode", server.Code)]);
        WriteText(writer, "id", header.Id);
        WriteText(writer, "userId", header.UserId);
        WriteText(writer, "issue", header.Issue);
        WriteText(writer, "protocolVersion", header.ProtocolVersion);
        if (header.RepresentedParty is not { } party)
            return;
        writer.WriteStartElement("repr", "representedParty", SoapNames.Representation);
        if (party.PartyClass is not null)
            writer.WriteElementString("repr", "partyClass", SoapNames.Representation, party.PartyClass);
        writer.WriteElementString("repr", "partyCode", SoapNames.Representation, party.PartyCode);
        writer.WriteEndElement();
    }

    // PR-MESS 2.2: all fields, in the same sequence with the same values; the hash is the server's own, and stands where X-Road puts it.
    private static void EchoHeader(XmlWriter writer, SoapMessagePart request)
    {
        using var reader = SafeXml.Open(request.Bytes, SoapMessagePart.Limits);
        reader.MoveToContent();
        Echo(writer, reader);
        reader.ReadToFollowing("Header", SoapNames.Envelope);
        Echo(writer, reader);
        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            var isField = reader is { NodeType: XmlNodeType.Element, NamespaceURI: SoapNames.XRoad };
            var name = isField ? reader.LocalName : "";
            if (name == "requestHash" || reader.NodeType is XmlNodeType.Comment or XmlNodeType.ProcessingInstruction)
                reader.Skip();
            else
                writer.WriteNode(reader, defattr: false);
            if (name == "id")
                WriteHash(writer, request.Bytes.Span);
        }
    }

    // With its declarations: a field's value may be a qualified name.
    private static void Echo(XmlWriter writer, XmlReader reader)
    {
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: false);
    }

    private static void WriteHash(XmlWriter writer, ReadOnlySpan<byte> request)
    {
        writer.WriteStartElement(writer.LookupPrefix(SoapNames.XRoad) ?? "xroad", "requestHash", SoapNames.XRoad);
        writer.WriteAttributeString("algorithmId", DigestAlgorithm.Sha512.Uri);
        writer.WriteString(Convert.ToBase64String(DigestAlgorithm.Sha512.Compute(request)));
        writer.WriteEndElement();
    }

    private static void WriteId(XmlWriter writer, string name, string type, (string Name, string? Value)[] parts)
    {
        writer.WriteStartElement("xroad", name, SoapNames.XRoad);
        writer.WriteAttributeString("id", "objectType", SoapNames.Identifiers, type);
        foreach (var (part, value) in parts)
        {
            if (value is not null)
                writer.WriteElementString("id", part, SoapNames.Identifiers, value);
        }

        writer.WriteEndElement();
    }

    private static void WriteText(XmlWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteElementString("xroad", name, SoapNames.XRoad, value);
    }

    private static IEnumerable<(string Name, string? Value)> Parts(ClientId client)
    {
        yield return ("xRoadInstance", client.Member.Instance);
        yield return ("memberClass", client.Member.MemberClass);
        yield return ("memberCode", client.Member.MemberCode);
        if (client is SubsystemId subsystem)
            yield return ("subsystemCode", subsystem.Code);
    }
}
