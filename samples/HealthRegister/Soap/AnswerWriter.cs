using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Cabildo.HealthRegister.Soap;

/// <summary>Writes answers and faults; the header fields of X-Road that came are repeated as they came, in their order.</summary>
internal static class AnswerWriter
{
    private const string XmlType = "text/xml; charset=utf-8";
    private const string RootId = "envelope@vacunas.salud.example";

    public static async Task WriteAsync(HttpResponse response, IReadOnlyList<XElement> fields, SoapAnswer answer, CancellationToken ct)
    {
        var envelope = Envelope(fields, answer.Payload);
        if (answer.Attachment is not { } attachment)
        {
            await SendAsync(response, XmlType, envelope, ct);
            return;
        }

        var boundary = "MIMEBoundary" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        using var body = new MemoryStream();
        Part(body, boundary, XmlType, RootId, envelope);
        Part(body, boundary, attachment.ContentType, attachment.ContentId, attachment.Content);
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        await SendAsync(response, $"multipart/related; type=\"text/xml\"; start=\"<{RootId}>\"; boundary=\"{boundary}\"", body.ToArray(), ct);
    }

    /// <summary>A fault, with HTTP's 500 (SOAP 1.1 §6.2).</summary>
    /// <param name="response">Where to.</param>
    /// <param name="fields">The request's header fields, as far as they were read.</param>
    /// <param name="code">The fault's code, in the namespace of SOAP.</param>
    /// <param name="message">What is wrong, for people.</param>
    /// <param name="detail">The same for programs; null for none, as for what is wrong before the body (§4.4).</param>
    /// <param name="ct">Cancels.</param>
    public static Task FaultAsync(HttpResponse response, IReadOnlyList<XElement> fields, string code, string message, string? detail, CancellationToken ct)
    {
        var fault = new XElement(SoapNames.Envelope + "Fault", new XElement("faultcode", "soapenv:" + code), new XElement("faultstring", message));
        if (detail is not null)
            fault.Add(new XElement("detail", new XElement(SoapNames.Register + "code", detail)));
        response.StatusCode = StatusCodes.Status500InternalServerError;
        return SendAsync(response, XmlType, Envelope(fields, fault), ct);
    }

    private static byte[] Envelope(IReadOnlyList<XElement> fields, XElement payload)
    {
        var envelope = new XElement(SoapNames.Envelope + "Envelope", new XAttribute(XNamespace.Xmlns + "soapenv", SoapNames.Envelope));
        if (fields.Count > 0)
            envelope.Add(new XElement(SoapNames.Envelope + "Header", fields));
        envelope.Add(new XElement(SoapNames.Envelope + "Body", payload));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            envelope.WriteTo(xml);
        return bytes.ToArray();
    }

    private static void Part(MemoryStream body, string boundary, string type, string id, byte[] content)
    {
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n"));
        body.Write(content);
        body.Write("\r\n"u8);
    }

    private static async Task SendAsync(HttpResponse response, string type, byte[] content, CancellationToken ct)
    {
        response.ContentType = type;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, ct);
    }
}
