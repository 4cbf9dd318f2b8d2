using System.Text;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.OcspRetrieval;

/// <summary>
/// The OCSP responses a server gives for its certificates: a <c>multipart/related</c> with one part for each (PR-MESSTRANSP 2.2, 4.1).
/// It comes over plain HTTP: what it is worth, the signatures in the responses say.
/// </summary>
/// <param name="ContentType">The content type, with the boundary.</param>
/// <param name="Bytes">The body.</param>
public sealed record OcspAnswer(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    private const int MostParts = 2 * TransportLimits.OcspResponses;

    /// <summary>Writes an answer.</summary>
    /// <param name="responses">The DER of the responses, in the order in which they were asked for.</param>
    public static OcspAnswer Write(IReadOnlyCollection<ReadOnlyMemory<byte>> responses)
    {
        var boundary = TransportFormat.NewBoundary();
        using var bytes = new MemoryStream();
        foreach (var response in responses)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{(bytes.Length == 0 ? "" : "\r\n")}--{boundary}\r\nContent-Type: {PartTypes.OcspResponse}\r\n\r\n"));
            bytes.Write(response.Span);
        }

        bytes.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        return new OcspAnswer($"{PartTypes.Related}; type=\"{PartTypes.OcspResponse}\"; charset=UTF-8; boundary={boundary}", bytes.ToArray());
    }

    /// <summary>Reads the responses of an answer, of which no more is taken than <see cref="TransportLimits.OcspResponses"/> of <see cref="TransportLimits.OcspResponseBytes"/> each. Parts that are something else are passed over, as X-Road's servers do.</summary>
    /// <param name="body">The HTTP body; it is not disposed.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The DER of each, not looked into.</returns>
    /// <exception cref="MalformedTransportException">It is no such multipart, or too long.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(Stream body, string? contentType, CancellationToken ct)
    {
        var boundary = TransportFormat.Boundary(contentType, PartTypes.Related) ?? throw new MalformedTransportException(FaultCodes.InvalidContentType, "OCSP responses come as multipart/related.");
        using var scanner = new MultipartScanner(body, boundary, Surroundings.Ignored);
        var responses = new List<ReadOnlyMemory<byte>>();
        for (var parts = 0; await scanner.NextAsync(ct); parts++)
        {
            var headers = await scanner.ReadHeadersAsync(ct);
            var part = await scanner.ReadToEndAsync(TransportLimits.OcspResponseBytes, ct);
            if (part is null || parts == MostParts || responses.Count == TransportLimits.OcspResponses)
                throw new MalformedTransportException(FaultCodes.InvalidMessage, $"More came than {TransportLimits.OcspResponses} OCSP responses of {TransportLimits.OcspResponseBytes} bytes.");
            if (PartTypes.Is(PartTypes.BaseOf(headers.ContentType), PartTypes.OcspResponse))
                responses.Add(part);
        }

        return responses;
    }
}
