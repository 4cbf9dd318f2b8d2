using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Exchange.Certificates;

/// <summary>How servers hand each other OCSP answers at 5577: multipart/related of application/ocsp-response.</summary>
internal static class OcspAnswers
{
    private const string PartHead = "Content-Type: application/ocsp-response\r\n\r\n";
    private const int BoundaryLength = 20;
    private const int LongestBoundary = 70;

    /// <summary>Writes answers.</summary>
    /// <returns>The content type and the body.</returns>
    public static (string ContentType, byte[] Body) Write(IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        var boundary = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", BoundaryLength);
        var body = new ArrayBufferWriter<byte>();
        foreach (var answer in answers)
        {
            body.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}\r\n{PartHead}"));
            body.Write(answer.Span);
        }

        body.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        return ($"multipart/related; type=\"application/ocsp-response\"; charset=UTF-8; boundary={boundary}", body.WrittenSpan.ToArray());
    }

    /// <summary>Reads answers; null if it is none of this. Parts of other kinds are passed over, as X-Road does.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !string.Equals(type.MediaType, "multipart/related", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value).Value is not { Length: > 0 and <= LongestBoundary } boundary)
            return null;

        List<ReadOnlyMemory<byte>> answers = [];
        var delimiter = Encoding.ASCII.GetBytes($"--{boundary}");
        var at = body.Span.IndexOf(delimiter);
        while (at >= 0)
        {
            at += delimiter.Length;
            if (body.Span[at..].StartsWith("--"u8))
                return answers;
            var next = body.Span[at..].IndexOf([.. "\r\n"u8, .. delimiter]);
            if (next < 0 || Part(body.Slice(at, next)) is not { } part)
                return null;
            answers.Add(part);
            at += next + 2;
        }

        return null;
    }

    private static ReadOnlyMemory<byte>? Part(ReadOnlyMemory<byte> part) =>
        part.Span.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? part[(end + 4)..] : null;
}
