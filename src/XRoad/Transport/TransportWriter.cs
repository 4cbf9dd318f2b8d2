using System.Security.Cryptography;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Writes a message between security servers part by part, in the order of <see cref="TransportPart"/>, to a stream of HTTP, in the
/// bytes in which X-Road's servers write them (sources, <c>MultipartEncoder</c>). What is small is held back and sent with what follows
/// it: a message whose body is at hand is one write.
/// </summary>
public sealed class TransportWriter
{
    private readonly Stream _output;
    private readonly PendingBytes _pending;
    private readonly MultipartWriter _parts;
    private readonly string _attachmentBoundary;
    private readonly List<ReadOnlyMemory<byte>> _attachmentDigests = [];
    private MultipartWriter? _attachments;
    private TransportPart? _current;

    /// <param name="output">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.NewBoundary"/>.</param>
    public TransportWriter(Stream output, string boundary)
    {
        (_output, _pending, _attachmentBoundary) = (output, new PendingBytes(output), TransportFormat.AttachmentBoundary(boundary));
        _parts = new MultipartWriter(_pending, boundary);
    }

    /// <summary>SHA-512 of the body, once it has been written; null if there was none.</summary>
    public byte[]? BodyDigest { get; private set; }

    /// <summary>SHA-512 of what has been written beside the message part, as it is signed: of REST the body, of SOAP each attachment.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AttachmentDigests => _attachmentDigests;

    /// <summary>Writes the DER of one OCSP response, before the message of a request.</summary>
    public void WriteOcspResponse(ReadOnlyMemory<byte> response) =>
        WritePart(TransportPart.OcspResponse, PartTypes.OcspResponse, response.Span, TransportDirection.Request);

    /// <summary>Writes the part of a request.</summary>
    public void WriteMessage(RestRequestPart part) => WritePart(TransportPart.Message, PartTypes.RestRequest, part.Bytes, TransportDirection.Request);

    /// <summary>Writes the part of an answer.</summary>
    public void WriteMessage(RestResponsePart part) => WritePart(TransportPart.Message, PartTypes.RestResponse, part.Bytes);

    /// <summary>Writes a SOAP message, request or answer.</summary>
    /// <param name="part">The message.</param>
    /// <param name="headers">Its MIME headers, where it came in a multipart; the type is <c>text/xml</c> or <c>application/xop+xml</c>.</param>
    /// <exception cref="ArgumentException">The type is another.</exception>
    public void WriteMessage(SoapMessagePart part, PartHeaders headers)
    {
        if (!PartTypes.IsSoap(headers.ContentType) || !headers.IsPlain)
            throw new ArgumentException("A SOAP message is text/xml or application/xop+xml, without a transfer encoding.", nameof(headers));
        Follow(TransportPart.Message, part.Kind == SoapKind.Request ? TransportDirection.Request : TransportDirection.Response);
        _parts.StartPart(headers);
        _pending.Append(part.Bytes.Span);
    }

    /// <summary>Copies an attachment of a SOAP message to its end, as it comes.</summary>
    /// <param name="attachment">The attachment; its content is not disposed.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteAttachmentAsync(Attachment attachment, Action progress, CancellationToken ct)
    {
        if (_current != TransportPart.Attachments)
        {
            StartPart(TransportPart.Attachments, TransportFormat.ContentType(_attachmentBoundary));
            _attachments = new MultipartWriter(_pending, _attachmentBoundary, isNested: true);
        }

        _attachments!.StartPart(attachment.Headers);
        var first = await _pending.TakeAsync(attachment.Content, holdsBack: false, ct);
        _attachmentDigests.Add(await CopyAsync(first, attachment.Content, progress, ct));
    }

    /// <summary>Copies a body to its end, as it comes; writes no part if it is empty.</summary>
    /// <param name="body">The body; it is not disposed.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteBodyAsync(Stream body, Action progress, CancellationToken ct)
    {
        var before = _current;
        var headers = StartPart(TransportPart.Body, PartTypes.RestBody);
        // Whether there is a part at all its first bytes decide.
        var first = await _pending.TakeAsync(body, holdsBack: true, ct);
        if (first.IsEmpty)
        {
            _pending.Withdraw(headers);
            _current = before;
            return;
        }

        BodyDigest = await CopyAsync(first, body, progress, ct);
        _attachmentDigests.Add(BodyDigest);
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
        EndAttachments();
        _parts.End();
        await _pending.SendAsync(ct);
        _pending.Release();
        await _output.FlushAsync(ct);
    }

    private async Task<byte[]> CopyAsync(ReadOnlyMemory<byte> first, Stream content, Action progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        for (var piece = first; !piece.IsEmpty; piece = await _pending.TakeAsync(content, holdsBack: false, ct))
        {
            progress();
            hash.AppendData(piece.Span);
        }

        return hash.GetHashAndReset();
    }

    private void WritePart(TransportPart part, string contentType, ReadOnlySpan<byte> content, TransportDirection direction = TransportDirection.Response)
    {
        StartPart(part, contentType, direction);
        _pending.Append(content);
    }

    private int StartPart(TransportPart part, string contentType, TransportDirection direction = TransportDirection.Response)
    {
        Follow(part, direction);
        return _parts.StartPart(contentType);
    }

    private void Follow(TransportPart part, TransportDirection direction)
    {
        if (!PartOrder.Allows(_current, part, direction))
            throw new InvalidOperationException($"A part of kind {part} cannot follow {_current?.ToString() ?? "nothing"}.");
        EndAttachments();
        _current = part;
    }

    private void EndAttachments()
    {
        _attachments?.End();
        _attachments = null;
    }
}
