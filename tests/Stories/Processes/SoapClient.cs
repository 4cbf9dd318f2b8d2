using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>An information system of the consumer's that speaks SOAP.</summary>
internal static class SoapClient
{
    /// <summary>Posts a request to the node, as text or with attachments beside it.</summary>
    public static async Task<SoapReply> AskAsync(this TwoNodes country, string envelope, params (string Id, string Type, byte[] Bytes)[] attachments)
    {
        var ct = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = country.Consumer.ClientsUrl, Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = attachments.Length == 0 ? Text(envelope) : Related(envelope, attachments) };
        request.Headers.Add("SOAPAction", "\"\"");
        using var answer = await http.SendAsync(request, ct);
        return await SoapReply.ReadAsync(answer, ct);
    }

    private static StringContent Text(string envelope) => new(envelope, Encoding.UTF8, "text/xml");

    private static MultipartContent Related(string envelope, (string Id, string Type, byte[] Bytes)[] attachments)
    {
        var root = Text(envelope);
        root.Headers.Add("Content-ID", "<envelope>");
        var related = new MultipartContent("related") { root };
        related.Headers.ContentType!.Parameters.Add(new System.Net.Http.Headers.NameValueHeaderValue("type", "\"text/xml\""));
        related.Headers.ContentType.Parameters.Add(new System.Net.Http.Headers.NameValueHeaderValue("start", "\"<envelope>\""));
        foreach (var (id, type, bytes) in attachments)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Type", type);
            part.Headers.Add("Content-ID", $"<{id}>");
            part.Headers.Add("Content-Transfer-Encoding", "binary");
            related.Add(part);
        }

        return related;
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">HTTP's status.</param>
/// <param name="Envelope">The message.</param>
/// <param name="Attachments">What came with it, by content id.</param>
internal sealed record SoapReply(HttpStatusCode Status, XElement Envelope, IReadOnlyDictionary<string, byte[]> Attachments)
{
    public XElement Payload => Envelope.Element(SoapTexts.Envelope + "Body")!.Elements().Single();

    public IReadOnlyList<XElement> Fields => [.. Envelope.Element(SoapTexts.Envelope + "Header")!.Elements()];

    public string? FaultCode => Payload.Element("faultcode")?.Value;

    public string? FaultString => Payload.Element("faultstring")?.Value;

    public static async Task<SoapReply> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var type = answer.Content.Headers.ContentType!;
        if (type.MediaType == "text/xml")
            return new SoapReply(answer.StatusCode, XElement.Parse(await answer.Content.ReadAsStringAsync(ct)), new Dictionary<string, byte[]>());
        Assert.Equal("multipart/related", type.MediaType);
        var boundary = HeaderUtilities.RemoveQuotes(type.Parameters.Single(parameter => parameter.Name == "boundary").Value).Value!;
        var reader = new MultipartReader(boundary, await answer.Content.ReadAsStreamAsync(ct));
        XElement? envelope = null;
        var attachments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            using var bytes = new MemoryStream();
            await section.Body.CopyToAsync(bytes, ct);
            if (envelope is null)
                envelope = XElement.Parse(Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF'));
            else
                attachments.Add(section.Headers!["Content-ID"].ToString().Trim('<', '>'), bytes.ToArray());
        }

        return new SoapReply(answer.StatusCode, envelope!, attachments);
    }
}
