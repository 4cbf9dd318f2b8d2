using System.Security.Cryptography;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Writes a message between security servers part by part, in the order of <see cref="TransportPart"/>, to a stream of HTTP, in the
/// bytes in which X-Road's servers write them (sources, <c>MultipartEncoder</c>). What is small is held back and sent with what follows
/// it: a message whose body is at hand is one write.
/// </summary>
public sealed class TransportWriter
{
    private readonly Stream _output;
    private readonly string _boundary;
    private readonly PendingBytes _pending;
    private TransportPart? _current;

    /// <param name="output">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.NewBoundary"/>.</param>
    public TransportWriter(Stream output, string boundary) => (_output, _boundary, _pending) = (output, boundary, new PendingBytes(output));

    /// <summary>SHA-512 of the body, once it has been written; null if there was none.</summary>
    public byte[]? BodyDigest { get; private set; }

    /// <summary>Writes the DER of one OCSP response, before the message of a request.</summary>
    public void WriteOcspResponse(ReadOnlyMemory<byte> response) =>
        WritePart(TransportPart.OcspResponse, PartTypes.OcspResponse, response.Span, TransportDirection.Request);

    /// <summary>Writes the part of a request.</summary>
    public void WriteMessage(RestRequestPart part) => WritePart(TransportPart.Message, PartTypes.RestRequest, part.Bytes, TransportDirection.Request);

    /// <summary>Writes the part of an answer.</summary>
    public void WriteMessage(RestResponsePart part) => WritePart(TransportPart.Message, PartTypes.RestResponse, part.Bytes);

    /// <summary>Copies a body to its end, as it comes; writes no part if it is empty.</summary>
    /// <param name="body">The body; it is not disposed.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteBodyAsync(Stream body, Action progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var before = _current;
        var headers = StartPart(TransportPart.Body, PartTypes.RestBody);
        var piece = await _pending.TakeAsync(body, holdsBack: true, ct);
        if (piece.IsEmpty)
        {
            _pending.Withdraw(headers);
            _current = before;
            return;
        }

        for (; !piece.IsEmpty; piece = await _pending.TakeAsync(body, holdsBack: false, ct))
        {
            progress();
            hash.AppendData(piece.Span);
        }

        BodyDigest = hash.GetHashAndReset();
    }

    /// <summary>Writes the signature, and before it its hash chain if it has one.</summary>
    /// <exception cref="ArgumentException">It has one of the two documents of a hash chain, but not the other.</exception>
    public void WriteSignature(MessageSignature signature)
    {
        if (signature.HashChainResult.HasValue != signature.HashChain.HasValue)
            throw new ArgumentException("A hash chain and its result go together.", nameof(signature));
        if (signature is { HashChainResult: { } result, HashChain: { } chain })
        {
            WritePart(TransportPart.HashChainResult, PartTypes.HashChainResult, result.Span);
            WritePart(TransportPart.HashChain, PartTypes.HashChain, chain.Span);
        }

        WritePart(TransportPart.Signature, PartTypes.Signature, signature.Xml.Span);
    }

    /// <summary>Writes a fault in place of what would have followed.</summary>
    public void WriteFault(Fault fault) => WritePart(TransportPart.Fault, PartTypes.Xml + "; charset=UTF-8", SoapFault.Write(fault));

    /// <summary>Ends the message and sends what was held back. Nothing can be written afterwards.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        _pending.Append($"\r\n--{_boundary}--\r\n");
        await _pending.SendAsync(ct);
        _pending.Release();
        await _output.FlushAsync(ct);
    }

    private void WritePart(TransportPart part, string contentType, ReadOnlySpan<byte> content, TransportDirection direction = TransportDirection.Response)
    {
        StartPart(part, contentType, direction);
        _pending.Append(content);
    }

    /// <summary>Writes a boundary and the headers of a part; how many bytes they are.</summary>
    private int StartPart(TransportPart part, string contentType, TransportDirection direction = TransportDirection.Response)
    {
        if (!PartOrder.Allows(_current, part, direction))
            throw new InvalidOperationException($"A part of kind {part} cannot follow {_current?.ToString() ?? "nothing"}.");
        var lineEnd = _current is null ? "" : "\r\n";
        _current = part;
        return _pending.Append($"{lineEnd}--{_boundary}\r\n{PartHeaders.ContentTypeName}: {contentType}\r\n\r\n");
    }
}
