using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>An information system that asks by SOAP 4.0 (PR-MESS), with attachments if it has any.</summary>
/// <param name="node">Where its own security server takes requests.</param>
internal sealed class SoapClient(Uri node) : IDisposable
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";
    public static readonly XNamespace Register = "http://vacunas.salud.example/registro";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The envelope of a request.</summary>
    public static string Envelope(string id, string service, string body, string member = "digital", string subsystem = "documents", string version = "4.0") => $"""
        <s:Envelope xmlns:s="{Soap}" xmlns:x="{XRoad}" xmlns:i="http://x-road.eu/xsd/identifiers"><s:Header>
        <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>{member}</i:memberCode><i:subsystemCode>{subsystem}</i:subsystemCode></x:client>
        <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:subsystemCode>licences</i:subsystemCode><i:serviceCode>{service}</i:serviceCode></x:service>
        <x:userId>AR-20123456786</x:userId><x:id>{id}</x:id><x:issue>2026/17</x:issue><x:protocolVersion>{version}</x:protocolVersion>
        </s:Header><s:Body><r:{service} xmlns:r="{Register}">{body}</r:{service}></s:Body></s:Envelope>
        """;

    /// <summary>Sends a request and reads what comes back.</summary>
    /// <param name="envelope">See <see cref="Envelope"/>.</param>
    /// <param name="attachment">Goes with it as <c>cid:record</c>; null for none.</param>
    /// <param name="ct">Calls it off.</param>
    public async Task<SoapAnswerRead> AskAsync(string envelope, byte[]? attachment, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, node) { Content = attachment is null ? Text(envelope) : Related(envelope, attachment) };
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        using var answer = await _http.SendAsync(request, ct);
        return Read(answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "", await answer.Content.ReadAsByteArrayAsync(ct));
    }

    public void Dispose() => _http.Dispose();

    private static StringContent Text(string envelope) => new(envelope, Encoding.UTF8, "text/xml");

    private static MultipartContent Related(string envelope, byte[] attachment)
    {
        var root = Text(envelope);
        root.Headers.Add("Content-ID", "<envelope>");
        var part = new ByteArrayContent(attachment);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        part.Headers.Add("Content-ID", "<record>");
        part.Headers.Add("Content-Transfer-Encoding", "binary");
        var related = new MultipartContent("related", "client-" + Guid.NewGuid().ToString("N")) { root, part };
        related.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"text/xml\""));
        return related;
    }

    // Enough of MIME for what comes: the envelope, then an attachment.
    private static SoapAnswerRead Read(HttpStatusCode status, string type, byte[] body)
    {
        if (!type.StartsWith("multipart/related", StringComparison.OrdinalIgnoreCase))
            return new SoapAnswerRead(status, XElement.Parse(Encoding.UTF8.GetString(body)), null);
        var boundary = MediaTypeHeaderValue.Parse(type).Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var text = Encoding.Latin1.GetString(body);
        var parts = text.Split("--" + boundary, StringSplitOptions.None)[1..^1]
            .Select(part => part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2]).ToList();
        return new SoapAnswerRead(status, XElement.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(parts[0]))), Encoding.Latin1.GetBytes(parts[1]));
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Envelope">The message.</param>
/// <param name="Attachment">The bytes of what came with it; null for nothing.</param>
internal sealed record SoapAnswerRead(HttpStatusCode Status, XElement Envelope, byte[]? Attachment)
{
    /// <summary>The element in the body.</summary>
    public XElement Payload => Envelope.Element(SoapClient.Soap + "Body")!.Elements().Single();

    /// <summary>The fault's code; null if it is none.</summary>
    public string? FaultCode => Payload.Name == SoapClient.Soap + "Fault" ? Payload.Element("faultcode")!.Value : null;

    /// <summary>The names and texts of the header's fields, in order.</summary>
    public IReadOnlyList<(string Name, string Text)> Fields =>
        [.. Envelope.Element(SoapClient.Soap + "Header")!.Elements().Select(one => (one.Name.LocalName, string.Concat(one.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim()))))];
}
