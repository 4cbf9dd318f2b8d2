using System.Buffers;
using System.Net;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Consumer;

/// <summary>Reads another server's answer and, where it belongs to the request, gives it to the client.</summary>
internal static class PeerAnswer
{
    private const int ChunkSize = 32 * 1024;

    /// <summary>Null if the client has the whole answer; else what to tell it.</summary>
    public static async Task<Fault?> PassOnAsync(
        HttpResponseMessage answer, RestRequestPart request, string requestHash, HttpResponse client, long maxBodyBytes, Silence silence)
    {
        silence.Break();
        await using var content = await answer.Content.ReadAsStreamAsync(silence.Token);
        var (boundary, fault) = await OpenAsync(answer, content, silence.Token);
        if (boundary is null)
            return fault;

        using var reader = new TransportReader(content, boundary, TransportDirection.Response, maxBodyBytes);
        if (await reader.NextAsync(silence.Token) == TransportPart.Fault)
            return await reader.ReadFaultAsync(silence.Token);

        var part = await reader.ReadResponseAsync(silence.Token);
        if (part.FindInconsistency(request, requestHash) is { } problem)
            return problem.At(FaultCodes.Origins.ClientProxy);

        var next = await reader.NextAsync(silence.Token);
        if (next != TransportPart.Fault)
            WriteHead(part, client);
        if (next == TransportPart.Body)
        {
            await CopyAsync(reader.OpenBody(), MayHaveBody(client) ? client.Body : Stream.Null, silence);
            next = await reader.NextAsync(silence.Token);
        }

        return next == TransportPart.Fault ? await reader.ReadFaultAsync(silence.Token) : null;
    }

    /// <summary>The boundary of a multipart answer; or why there is none.</summary>
    private static async Task<(string? Boundary, Fault? Fault)> OpenAsync(HttpResponseMessage answer, Stream content, CancellationToken ct)
    {
        var contentType = answer.Content.Headers.TryGetValues("Content-Type", out var values) ? values.First() : null;
        if (TransportFormat.IsFault(contentType))
            return (null, await ReadFaultAsync(content, ct));
        if (answer.StatusCode != HttpStatusCode.OK)
            return Refused(FaultCodes.HttpError, $"The provider's security server answered with HTTP status {(int)answer.StatusCode}.");
        if (TransportFormat.Boundary(contentType) is not { } boundary)
            return Refused(FaultCodes.InvalidContentType, "The provider's security server answered with a content type that is none of the protocol's.");
        if (!answer.Headers.TryGetValues(TransportFormat.HashAlgorithmHeader, out var algorithm) || algorithm.First() != TransportFormat.HashAlgorithm)
            return Refused(FaultCodes.InvalidMessage, $"The provider's security server does not hash with {TransportFormat.HashAlgorithm}.");
        return (boundary, null);
    }

    private static (string? Boundary, Fault? Fault) Refused(string name, string message) =>
        (null, Fault.New(FaultCodes.Origins.ClientProxy, name, message));

    private static async Task<Fault> ReadFaultAsync(Stream content, CancellationToken ct)
    {
        var bytes = new byte[SoapFault.MaxBytes];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return SoapFault.TryRead(bytes[..length], out var fault)
            ? fault
            : Fault.New(FaultCodes.Origins.ClientProxy, FaultCodes.InvalidMessage, "The provider's security server answered with XML that is no fault.");
    }

    private static void WriteHead(RestResponsePart part, HttpResponse client)
    {
        client.StatusCode = part.Status;
        foreach (var header in part.Headers)
            client.Headers.Append(header.Name, header.Value);
    }

    // RFC 9110 §6.4.1: whatever the other server sends, these end with their headers.
    private static bool MayHaveBody(HttpResponse client) =>
        !HttpMethods.IsHead(client.HttpContext.Request.Method)
        && client.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private static async Task CopyAsync(Stream body, Stream client, Silence silence)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await body.ReadAsync(chunk, silence.Token) is > 0 and var count)
            {
                silence.Break();
                await client.WriteAsync(chunk.AsMemory(0, count), silence.Token);
                silence.Break();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
