using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Cabildo.HealthRegister.Soap;

/// <summary>Reads requests, with attachments (multipart/related, RFC 2387) or without.</summary>
internal static class RequestReader
{
    /// <summary>Most bytes of a request.</summary>
    public const int LargestRequest = 8 * 1024 * 1024;

    private const int MostParts = 5;
    private const int LargestHeaders = 4 * 1024;
    private const int MostHeaders = 16;

    /// <summary>The request.</summary>
    /// <exception cref="MalformedSoapException">It is none, or too large.</exception>
    public static async Task<SoapRequest> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw new MalformedSoapException("Client", "The request does not say of which type it is.");
        var body = await BodyAsync(request, ct);
        if (type.MediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase))
            return Whole(body, []);
        if (!type.MediaType.Equals("multipart/related", StringComparison.OrdinalIgnoreCase))
            throw new MalformedSoapException("Client", "A request is text/xml, or multipart/related with attachments.");
        var (envelope, attachments) = await PartsAsync(type, body, ct);
        return Whole(envelope, attachments);
    }

    private static SoapRequest Whole(byte[] envelope, IReadOnlyList<SoapAttachment> attachments)
    {
        var (fields, payload) = EnvelopeReader.Read(envelope);
        return new SoapRequest(fields, payload, attachments);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > LargestRequest)
                throw new MalformedSoapException("Client", $"A request has at most {LargestRequest} bytes.");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static async Task<(byte[] Envelope, IReadOnlyList<SoapAttachment> Attachments)> PartsAsync(MediaTypeHeaderValue type, byte[] body, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= 70 })
            throw new MalformedSoapException("Client", "A multipart has a boundary of 1 to 70 characters (RFC 2046 §5.1.1).");
        var parts = await SplitAsync(boundary, body, ct);
        // RFC 2387 §3.2: the root is the one that start names, or the first.
        var start = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("start", StringComparison.OrdinalIgnoreCase))?.Value.Value?.Trim('"').Trim('<', '>');
        var root = start is null ? parts.FirstOrDefault() : parts.Find(part => part.ContentId == start);
        return root is not null && root.MediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            ? (root.Content, parts.FindAll(part => part != root))
            : throw new MalformedSoapException("Client", "The multipart has no envelope of type text/xml at its start.");
    }

    private static async Task<List<SoapAttachment>> SplitAsync(string boundary, byte[] body, CancellationToken ct)
    {
        List<SoapAttachment> parts = [];
        var reader = new MultipartReader(boundary, new MemoryStream(body)) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = LargestHeaders, BodyLengthLimit = LargestRequest };
        try
        {
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (parts.Count == MostParts)
                    throw new MalformedSoapException("Client", $"A request has at most {MostParts} parts.");
                parts.Add(await PartAsync(section, ct));
            }
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or ArgumentException)
        {
            throw new MalformedSoapException("Client", "The multipart is damaged.", problem);
        }

        return parts;
    }

    private static async Task<SoapAttachment> PartAsync(MultipartSection section, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, ct);
        var id = Header(section, HeaderNamesOfPart.ContentId)?.Trim().Trim('<', '>') ?? "";
        return new SoapAttachment(id, section.ContentType ?? "text/plain", Decoded(content.ToArray(), Header(section, HeaderNamesOfPart.TransferEncoding)));
    }

    private static string? Header(MultipartSection section, string name) =>
        section.Headers is not null && section.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    // RFC 2045 §6.
    private static byte[] Decoded(byte[] content, string? encoding)
    {
        switch (encoding?.Trim().ToLowerInvariant())
        {
            case null or "binary" or "8bit" or "7bit":
                return content;
            case "base64":
                var bytes = new byte[content.Length];
                return Convert.TryFromBase64String(Encoding.Latin1.GetString(content), bytes, out var length)
                    ? bytes[..length]
                    : throw new MalformedSoapException("Client", "An attachment is not the base64 it says it is.");
            default:
                throw new MalformedSoapException("Client", "Attachments come as base64, binary, 8bit or 7bit.");
        }
    }

    private static class HeaderNamesOfPart
    {
        public const string ContentId = "Content-ID";
        public const string TransferEncoding = "Content-Transfer-Encoding";
    }
}
