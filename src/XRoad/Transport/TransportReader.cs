using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Reads a message between security servers part by part, in bounded memory. Every method throws
/// <see cref="MalformedTransportException"/> where the message breaks the protocol; a part out of its order does.
/// </summary>
public sealed class TransportReader : IDisposable
{
    private readonly MultipartScanner _scanner;
    private readonly TransportDirection _direction;
    private readonly MessageProtocol _protocol;
    private readonly long _maxBodyBytes;
    private PartStream? _body;
    private MultipartScanner? _attachmentScanner;
    private AttachmentReader? _attachments;
    private int _ocspResponses;
    private bool _finished;

    /// <param name="input">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.Boundary"/>.</param>
    /// <param name="direction">Which way the message goes.</param>
    /// <param name="maxBodyBytes">The longest body that is taken, in bytes; of SOAP, all attachments together.</param>
    /// <param name="protocol">What the message holds: the HTTP header <see cref="TransportFormat.MessageTypeHeader"/> of the request says it.</param>
    public TransportReader(Stream input, string boundary, TransportDirection direction, long maxBodyBytes, MessageProtocol protocol = MessageProtocol.Rest)
    {
        _scanner = new MultipartScanner(input, boundary);
        (_direction, _maxBodyBytes, _protocol) = (direction, maxBodyBytes, protocol);
    }

    /// <summary>The part that <see cref="NextAsync"/> went to last; null before the first.</summary>
    public TransportPart? Current { get; private set; }

    /// <summary>SHA-512 of the body, once it has been read to its end; null if there was none.</summary>
    public byte[]? BodyDigest => _body?.Digest;

    /// <summary>The MIME headers of the SOAP message, once the reader has come to it.</summary>
    public PartHeaders? SoapHeaders { get; private set; }

    /// <summary>SHA-512 of what has been passed beside the message part, as it is signed: of REST the body, of SOAP each attachment.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AttachmentDigests =>
        _attachments?.Digests ?? (BodyDigest is { } digest ? [digest] : []);

    /// <summary>Goes to the next part, past what is unread of the current one; null at the end of the message.</summary>
    public async ValueTask<TransportPart?> NextAsync(CancellationToken ct)
    {
        if (_finished)
            return null;

        if (_body is not null)
            await _body.DrainAsync(ct);
        if (_attachments is not null)
            await _attachments.DrainAsync(ct);
        if (await _scanner.NextAsync(ct))
            return Current = Begin(await _scanner.ReadHeadersAsync(ct));
        _finished = true;
        return IsBegun ? null : throw Missing();
    }

    /// <summary>
    /// The DER of the OCSP responses that a request begins with; nothing of the message may have been read. Afterwards the reader
    /// is at the part that follows them: see <see cref="Current"/>.
    /// </summary>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadOcspResponsesAsync(CancellationToken ct)
    {
        Expect(Current is null);
        List<ReadOnlyMemory<byte>>? responses = null;
        while (await NextAsync(ct) == TransportPart.OcspResponse)
            (responses ??= []).Add(await ReadAllAsync(TransportLimits.OcspResponseBytes, ct));
        return responses ?? [];
    }

    /// <summary>The SOAP message, which may be a fault; the current part must be a <see cref="TransportPart.Message"/> of SOAP.</summary>
    public async ValueTask<SoapMessagePart> ReadSoapAsync(CancellationToken ct)
    {
        Expect(Current == TransportPart.Message && _protocol == MessageProtocol.Soap);
        var bytes = await ReadAllAsync(TransportLimits.SoapBytes, ct);
        try
        {
            return SoapMessagePart.Read(bytes);
        }
        catch (MalformedSoapException malformed)
        {
            throw Invalid(malformed.Code, malformed.Message);
        }
    }

    /// <summary>The next attachment; null if there are no more. The current part must be <see cref="TransportPart.Attachments"/>.</summary>
    public ValueTask<Attachment?> NextAttachmentAsync(CancellationToken ct)
    {
        Expect(Current == TransportPart.Attachments);
        return _attachments!.NextAsync(ct);
    }

    /// <summary>The request part; the current part must be a <see cref="TransportPart.Message"/> of a request.</summary>
    public async ValueTask<RestRequestPart> ReadRequestAsync(CancellationToken ct)
    {
        Expect(Current == TransportPart.Message && _protocol == MessageProtocol.Rest && _direction == TransportDirection.Request);
        return RestRequestPart.TryRead(await ReadAllAsync(TransportLimits.MessageBytes, ct), out var part, out var problem)
            ? part
            : throw Invalid(problem.Name, problem.Message);
    }

    /// <summary>The response part; the current part must be a <see cref="TransportPart.Message"/> of a response.</summary>
    public async ValueTask<RestResponsePart> ReadResponseAsync(CancellationToken ct)
    {
        Expect(Current == TransportPart.Message && _protocol == MessageProtocol.Rest && _direction == TransportDirection.Response);
        return RestResponsePart.TryRead(await ReadAllAsync(TransportLimits.MessageBytes, ct), out var part)
            ? part
            : throw Invalid(FaultCodes.InvalidMessage, "The response part is a status, a reason and headers, each ended by CRLF.");
    }

    /// <summary>The body, to be read as it comes; the current part must be a <see cref="TransportPart.Body"/>.</summary>
    public Stream OpenBody()
    {
        Expect(Current == TransportPart.Body);
        return _body!;
    }

    /// <summary>The fault; the current part must be a <see cref="TransportPart.Fault"/>.</summary>
    public async ValueTask<Fault> ReadFaultAsync(CancellationToken ct)
    {
        Expect(Current == TransportPart.Fault);
        return SoapFault.TryRead(await ReadAllAsync(SoapFault.MaxBytes, ct), out var fault)
            ? fault
            : throw Invalid(FaultCodes.InvalidMessage, "A part of type text/xml is not a SOAP fault.");
    }

    /// <summary>
    /// The signature with the hash chain it may have, and the message to its end: to be called when <see cref="NextAsync"/> has gone
    /// to <see cref="TransportPart.HashChainResult"/> or <see cref="TransportPart.Signature"/>, or found the message at its end, which
    /// is then refused by <see cref="FaultCodes.MissingSignature"/>. Whether the signature holds is not looked at.
    /// </summary>
    public async ValueTask<MessageSignature> ReadSignatureAsync(CancellationToken ct)
    {
        Expect(_finished || Current is TransportPart.HashChainResult or TransportPart.Signature);
        byte[]? result = null;
        byte[]? chain = null;
        if (Current == TransportPart.HashChainResult && !_finished)
        {
            result = await ReadAllAsync(TransportLimits.SignatureBytes, ct);
            chain = await NextAsync(ct) == TransportPart.HashChain ? await ReadAllAsync(TransportLimits.SignatureBytes, ct) : null;
            await NextAsync(ct);
        }

        if (Current != TransportPart.Signature || _finished)
            throw Invalid(FaultCodes.MissingSignature, "The message does not have a signature.");
        var xml = await ReadAllAsync(TransportLimits.SignatureBytes, ct);
        // The order lets nothing follow: this refuses what does.
        await NextAsync(ct);
        return new MessageSignature(xml, Memory(result), Memory(chain));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _body?.Dispose();
        _attachments?.Dispose();
        _attachmentScanner?.Dispose();
        _scanner.Dispose();
    }

    private bool IsBegun => Current is not (null or TransportPart.OcspResponse);

    private TransportPart Begin(PartHeaders headers)
    {
        var next = Admit(headers);
        if (next == TransportPart.Body)
            _body = new PartStream(_scanner, _maxBodyBytes, $"The body is longer than {_maxBodyBytes} bytes, the most this server takes.");
        if (next == TransportPart.Attachments)
            BeginAttachments(headers.ContentType);
        if (next == TransportPart.Message && _protocol == MessageProtocol.Soap)
            SoapHeaders = headers;
        return next;
    }

    private void BeginAttachments(string? contentType)
    {
        var boundary = TransportFormat.Boundary(contentType) ?? throw Invalid(FaultCodes.InvalidContentType, "The attachments have no boundary.");
        _attachmentScanner = new MultipartScanner(new PartBytes(_scanner), boundary, Surroundings.LineEnds);
        _attachments = new AttachmentReader(_attachmentScanner, _maxBodyBytes);
    }

    private TransportPart Admit(PartHeaders headers)
    {
        // What is hashed are the bytes as they are.
        if (!headers.IsPlain)
            throw Invalid(FaultCodes.MimeParsingFailed, "A part has a transfer encoding.");
        if (PartTypes.PartOf(headers.ContentType, _protocol, _direction, IsBegun) is not { } next)
            throw Invalid(FaultCodes.InvalidContentType, "A part has a content type that is not understood here.");
        // The names are those X-Road's reader gives (sources, ProxyMessageDecoder).
        if (Current is TransportPart.Signature or TransportPart.Fault)
            throw Invalid(FaultCodes.InvalidMessage, $"A part of kind {next} follows the end of the message, its {Current}.");
        if (!PartOrder.Allows(Current, next, _direction))
            throw Invalid(FaultCodes.InvalidContentType, $"A part of kind {next} stands where none may.");
        if (next == TransportPart.OcspResponse && ++_ocspResponses > TransportLimits.OcspResponses)
            throw Invalid(FaultCodes.InvalidMessage, $"The message has more than {TransportLimits.OcspResponses} OCSP responses.");
        return next;
    }

    private MalformedTransportException Missing() => _protocol == MessageProtocol.Rest
        ? Invalid(FaultCodes.MissingRest, "The message has no REST message.")
        : Invalid(FaultCodes.MissingSoap, "The message has no SOAP message.");

    private async ValueTask<byte[]> ReadAllAsync(int limit, CancellationToken ct) =>
        await _scanner.ReadToEndAsync(limit, ct) ?? throw Invalid(FaultCodes.InvalidMessage, $"A part is longer than {limit} bytes.");

    // By itself a null array becomes an empty document.
    private static ReadOnlyMemory<byte>? Memory(byte[]? bytes) => bytes is null ? (ReadOnlyMemory<byte>?)null : bytes;

    private void Expect(bool isThere)
    {
        if (!isThere)
            throw new InvalidOperationException($"What is asked for is not at {Current?.ToString() ?? "the beginning"} of a message.");
    }

    private static MalformedTransportException Invalid(string name, string message) => new(name, message);
}
