using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Transport.Packages;

/// <summary>
/// Reads a SOAP message as an information system sends it, alone or as the first part of a <c>multipart/related</c> whose others are
/// its attachments. Every method throws <see cref="MalformedTransportException"/> where it breaks PR-MESS or MIME.
/// </summary>
public sealed class SoapPackageReader : IDisposable
{
    private readonly Stream _input;
    private readonly string? _contentType;
    private readonly MultipartScanner? _scanner;
    private readonly AttachmentReader? _attachments;
    private bool _begun;

    /// <param name="input">The HTTP body; it is not disposed.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="maxAttachmentBytes">Most bytes of all attachments together; the message itself has <see cref="TransportLimits.SoapBytes"/> at most.</param>
    /// <exception cref="MalformedTransportException">SOAP does not come in such a content type.</exception>
    public SoapPackageReader(Stream input, string? contentType, long maxAttachmentBytes)
    {
        (_input, _contentType) = (input, contentType);
        if (string.IsNullOrWhiteSpace(contentType))
            throw Invalid(FaultCodes.InvalidRequest, "The message has no Content-Type: send SOAP as text/xml or multipart/related.");
        if (PartTypes.IsSoap(contentType))
            return;

        if (!PackageType.IsMultipart(contentType))
            throw Invalid(FaultCodes.InvalidContentType, "SOAP is sent as text/xml, application/xop+xml or multipart/related.");
        var boundary = TransportFormat.Boundary(contentType, PartTypes.Related) ?? throw Invalid(FaultCodes.InvalidContentType, "The multipart has no boundary.");
        _scanner = new MultipartScanner(input, boundary, Surroundings.Ignored);
        _attachments = new AttachmentReader(_scanner, maxAttachmentBytes);
    }

    /// <summary>The MIME headers of the message: of its part in a multipart, else its content type alone.</summary>
    public PartHeaders? Headers { get; private set; }

    /// <summary>SHA-512 of the attachments that have been passed, in their order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AttachmentDigests => _attachments?.Digests ?? [];

    /// <summary>The message, which may be a fault; to be called first, once.</summary>
    public async ValueTask<SoapMessagePart> ReadSoapAsync(CancellationToken ct)
    {
        if (_begun)
            throw new InvalidOperationException("The message has been read.");
        _begun = true;
        var bytes = _scanner is null ? await ReadAloneAsync(ct) : await ReadRootAsync(_scanner, ct);
        if (bytes.Length == 0)
            throw Invalid(FaultCodes.MissingSoap, "There is no SOAP message.");
        try
        {
            return SoapMessagePart.Read(bytes);
        }
        catch (MalformedSoapException malformed)
        {
            throw Invalid(malformed.Code, malformed.Message);
        }
    }

    /// <summary>The next attachment, to be called after <see cref="ReadSoapAsync"/>; null if there are no more.</summary>
    public async ValueTask<Attachment?> NextAttachmentAsync(CancellationToken ct)
    {
        if (!_begun)
            throw new InvalidOperationException("The message comes first.");
        return _attachments is null ? null : await _attachments.NextAsync(ct);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _attachments?.Dispose();
        _scanner?.Dispose();
    }

    private async ValueTask<byte[]> ReadAloneAsync(CancellationToken ct)
    {
        Headers = PartHeaders.OfType(_contentType!);
        return await BoundedBytes.ReadAsync(_input, TransportLimits.SoapBytes, ct) ?? throw TooLong();
    }

    // X-Road's reader takes the first part for the message too, whatever the parameter "start" says (sources, SoapMessageDecoder).
    private async ValueTask<byte[]> ReadRootAsync(MultipartScanner scanner, CancellationToken ct)
    {
        if (!await scanner.NextAsync(ct))
            throw Invalid(FaultCodes.MissingSoap, "There is no SOAP message.");
        Headers = await scanner.ReadHeadersAsync(ct);
        if (!PartTypes.IsSoap(Headers.ContentType))
            throw Invalid(FaultCodes.InvalidContentType, "The first part is the SOAP message, of type text/xml or application/xop+xml.");
        if (!Headers.IsPlain)
            throw Invalid(FaultCodes.MimeParsingFailed, "The SOAP message has a transfer encoding.");
        // A service that follows "start" would act on another message than the one whose rights were checked.
        if (PackageType.Start(_contentType) is { } start && Headers.Find(PartHeaders.ContentIdName) is { } id && !PackageType.Names(start, id))
            throw Invalid(FaultCodes.InvalidContentType, "The parameter 'start' names another part than the first, which is the SOAP message.");
        return await scanner.ReadToEndAsync(TransportLimits.SoapBytes, ct) ?? throw TooLong();
    }

    private static MalformedTransportException TooLong() => Invalid(FaultCodes.InvalidRequest, $"The SOAP message is longer than {TransportLimits.SoapBytes} bytes, the most this server takes.");

    private static MalformedTransportException Invalid(string name, string message) => new(name, message);
}
