using System.Xml;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>Reads an envelope once, forwards, and checks it in the order in which X-Road's own parser does (<c>SaxSoapParserImpl</c>).</summary>
internal static class SoapEnvelopeReader
{
    public static SoapMessagePart Read(XmlReader reader, ReadOnlyMemory<byte> bytes)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || !Is(reader, "Envelope"))
            throw new MalformedSoapException(MalformedSoapException.InvalidSoap, "The message is no SOAP 1.1 envelope.");

        SoapFields? fields = null;
        (string Wrapper, Fault? Fault)? body = null;
        SoapXml.Children(reader, () =>
        {
            // SOAP 1.1 §4.1: the header first, if there is one, and one body. X-Road lets the last of several win, which nobody could tell.
            if (Is(reader, "Header"))
                fields = fields is null && body is null ? SoapFields.Read(reader) : throw Twice("Header");
            else if (Is(reader, "Body"))
                body = body is null ? ReadBody(reader) : throw Twice("Body");
            else
                SoapXml.Skip(reader);
        });
        while (reader.Read())
        {
            // To the end of the document: what follows the envelope must be well-formed too.
        }

        return Check(bytes, fields, body);
    }

    private static SoapMessagePart Check(ReadOnlyMemory<byte> bytes, SoapFields? fields, (string Wrapper, Fault? Fault)? body)
    {
        if (body is { Fault: { } fault, Wrapper: var name })
            return new SoapMessagePart(bytes, fields?.ToHeaderOrNull(), name, fault);
        if (fields is null)
            throw new MalformedSoapException(MalformedSoapException.MissingHeader, "The SOAP message has no header.");
        var header = fields.ToHeader();
        if (body is not var (wrapper, _))
            throw new MalformedSoapException(MalformedSoapException.MissingBody, "The SOAP message has no body.");
        if (!wrapper.StartsWith(header.Service.Code, StringComparison.Ordinal))
            throw new MalformedSoapException(MalformedSoapException.InconsistentHeaders, $"The body's element '{wrapper}' does not begin with the code of the service, '{header.Service.Code}'.");
        return new SoapMessagePart(bytes, header, wrapper, fault: null);
    }

    private static (string Wrapper, Fault? Fault)? ReadBody(XmlReader reader)
    {
        string? wrapper = null;
        Fault? fault = null;
        SoapXml.Children(reader, () =>
        {
            if (wrapper is not null)
                throw OneElement();
            wrapper = reader.LocalName;
            if (Is(reader, "Fault"))
                fault = ReadFault(reader);
            else
                SoapXml.Skip(reader);
        });
        return (wrapper ?? throw OneElement(), fault);
    }

    // SOAP 1.1 §4.4; X-Road's own detail is in faultDetail.
    private static Fault ReadFault(XmlReader reader)
    {
        var (code, text, detail) = ("", "", "");
        SoapXml.Children(reader, () =>
        {
            switch (reader.LocalName)
            {
                case "faultcode":
                    code = SoapXml.Text(reader);
                    break;
                case "faultstring":
                    text = SoapXml.Text(reader);
                    break;
                case "detail":
                    SoapXml.Children(reader, () =>
                    {
                        if (reader.LocalName == "faultDetail")
                            detail = SoapXml.Text(reader);
                        else
                            SoapXml.Skip(reader);
                    });
                    break;
                default:
                    SoapXml.Skip(reader);
                    break;
            }
        });
        return new Fault(code, text, detail);
    }

    private static bool Is(XmlReader reader, string name) => reader.LocalName == name && reader.NamespaceURI == SoapNames.Envelope;

    private static MalformedSoapException Twice(string name) => new(MalformedSoapException.InvalidSoap, $"The SOAP envelope has two elements {name}, or one where it does not belong.");

    private static MalformedSoapException OneElement() => new(MalformedSoapException.InvalidBody, "The SOAP body has exactly one element: the wrapper named after the service.");
}
