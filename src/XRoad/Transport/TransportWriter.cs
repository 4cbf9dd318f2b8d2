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
    private readonly Stream _output;
    private readonly string _boundary;
    private readonly ArrayBufferWriter<byte> _pending = new(1024);
    private TransportPart? _current;

    /// <param name="output">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.NewBoundary"/>.</param>
    public TransportWriter(Stream output, string boundary) => (_output, _boundary) = (output, boundary);

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
                await _output.WriteAsync(chunk.AsMemory(0, count), ct);
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
        Append($"\r\n--{_boundary}--\r\n");
        await FlushAsync(ct);
        await _output.FlushAsync(ct);
    }

    private void WritePart(TransportPart part, string contentType, byte[] content)
    {
        StartPart(part, contentType);
        _pending.Write(content);
    }

    private void StartPart(TransportPart part, string contentType)
    {
        if (_current is { } before ? part <= before : part == TransportPart.Body)
            throw new InvalidOperationException($"A part of kind {part} cannot follow {_current?.ToString() ?? "nothing"}.");

        Append(_current is null ? $"--{_boundary}\r\n" : $"\r\n--{_boundary}\r\n");
        Append($"content-type: {contentType}\r\n\r\n");
        _current = part;
    }

    private void Append(string text) => Encoding.ASCII.GetBytes(text, _pending);

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        if (_pending.WrittenCount == 0)
            return;
        await _output.WriteAsync(_pending.WrittenMemory, ct);
        _pending.ResetWrittenCount();
    }
}
