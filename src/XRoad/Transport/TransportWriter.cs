using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Writes a message between security servers part by part, in the order of <see cref="TransportPart"/>, to a stream of HTTP.
/// What is small is held back and sent with what follows it: a message without a body is one write.
/// </summary>
public sealed class TransportWriter
{
    private const int ChunkSize = 32 * 1024;
    private readonly Stream output;
    private readonly string boundary;
    private readonly ArrayBufferWriter<byte> pending = new(1024);
    private TransportPart? current;

    /// <param name="output">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.NewBoundary"/>.</param>
    public TransportWriter(Stream output, string boundary) => (this.output, this.boundary) = (output, boundary);

    /// <summary>SHA-512 of the body, once it has been written; null if there was none.</summary>
    public byte[]? BodyDigest { get; private set; }

    /// <summary>Writes the part of a request.</summary>
    public void WriteMessage(RestRequestPart part) => WritePart(TransportPart.Message, TransportFormat.RequestType, part.Bytes);

    /// <summary>Writes the part of an answer.</summary>
    public void WriteMessage(RestResponsePart part) => WritePart(TransportPart.Message, TransportFormat.ResponseType, part.Bytes);

    /// <summary>Writes a fault in place of what would have followed.</summary>
    public void WriteFault(Fault fault) => WritePart(TransportPart.Fault, TransportFormat.FaultType + "; charset=UTF-8", SoapFault.Write(fault));

    /// <summary>Copies a body to its end, as it comes; writes no part if it is empty.</summary>
    /// <param name="body">The body; it is not disposed.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteBodyAsync(Stream body, Action progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var count = await body.ReadAsync(chunk, ct);
            if (count == 0)
                return;

            StartPart(TransportPart.Body, TransportFormat.BodyType);
            for (; count > 0; count = await body.ReadAsync(chunk, ct))
            {
                progress();
                hash.AppendData(chunk, 0, count);
                await FlushAsync(ct);
                await output.WriteAsync(chunk.AsMemory(0, count), ct);
                progress();
            }

            BodyDigest = hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Ends the message and sends what was held back.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        Append($"\r\n--{boundary}--\r\n");
        await FlushAsync(ct);
        await output.FlushAsync(ct);
    }

    private void WritePart(TransportPart part, string contentType, byte[] content)
    {
        StartPart(part, contentType);
        pending.Write(content);
    }

    private void StartPart(TransportPart part, string contentType)
    {
        if (current is { } before ? part <= before : part == TransportPart.Body)
            throw new InvalidOperationException($"A part of kind {part} cannot follow {current?.ToString() ?? "nothing"}.");

        Append(current is null ? $"--{boundary}\r\n" : $"\r\n--{boundary}\r\n");
        Append($"content-type: {contentType}\r\n\r\n");
        current = part;
    }

    private void Append(string text) => Encoding.ASCII.GetBytes(text, pending);

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        if (pending.WrittenCount == 0)
            return;
        await output.WriteAsync(pending.WrittenMemory, ct);
        pending.ResetWrittenCount();
    }
}
