using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Transport.Packages;

/// <summary>
/// Writes a SOAP message as an information system gets it: as its sender wrote it, a <c>multipart/related</c> or the message alone
/// (sources, <c>ProxyMessage</c>), but with a boundary of our own.
/// </summary>
public sealed class SoapPackageWriter
{
    private readonly PendingBytes _pending;
    private readonly MultipartWriter? _parts;
    private readonly PartHeaders _headers;
    private readonly Stream _output;

    /// <param name="output">The HTTP body; it is not disposed.</param>
    /// <param name="format">See <see cref="SoapPackageFormat.Of"/>.</param>
    public SoapPackageWriter(Stream output, SoapPackageFormat format)
    {
        (_output, _headers, _pending) = (output, format.Root, new PendingBytes(output));
        _parts = format.Boundary is { } boundary ? new MultipartWriter(_pending, boundary) : null;
    }

    /// <summary>Writes the message; once, before its attachments.</summary>
    public void WriteMessage(SoapMessagePart part)
    {
        _parts?.StartPart(_headers);
        _pending.Append(part.Bytes.Span);
    }

    /// <summary>Copies an attachment to its end, as it comes.</summary>
    /// <param name="attachment">The attachment; its content is not disposed.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="InvalidOperationException">The format is that of a message alone.</exception>
    public async Task WriteAttachmentAsync(Attachment attachment, Action progress, CancellationToken ct)
    {
        if (_parts is null)
            throw new InvalidOperationException("A message alone has no attachments.");
        _parts.StartPart(attachment.Headers);
        while (await _pending.TakeAsync(attachment.Content, holdsBack: false, ct) is { IsEmpty: false })
            progress();
    }

    /// <summary>Ends the message and sends what was held back. Nothing can be written afterwards.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        _parts?.End();
        await _pending.SendAsync(ct);
        _pending.Release();
        await _output.FlushAsync(ct);
    }
}

/// <summary>In what form an information system gets a SOAP message.</summary>
public sealed class SoapPackageFormat
{
    private SoapPackageFormat(string contentType, string? boundary, PartHeaders root) => (ContentType, Boundary, Root) = (contentType, boundary, root);

    /// <summary>The content type of the HTTP message.</summary>
    public string ContentType { get; }

    /// <summary>Whether the message is a part of a multipart.</summary>
    public bool IsMultipart => Boundary is not null;

    internal string? Boundary { get; }

    internal PartHeaders Root { get; }

    /// <summary>The form: a multipart if its sender wrote one, or it has attachments.</summary>
    /// <param name="originalContentType">The content type that its sender gave it (<see cref="TransportFormat.OriginalContentTypeHeader"/>); null if it is not known.</param>
    /// <param name="root">The MIME headers of the message.</param>
    /// <param name="hasAttachments">Whether attachments follow.</param>
    public static SoapPackageFormat Of(string? originalContentType, PartHeaders root, bool hasAttachments)
    {
        if (!hasAttachments && !PackageType.IsMultipart(originalContentType))
            return new SoapPackageFormat(root.ContentType ?? "text/xml; charset=UTF-8", null, root);
        var boundary = TransportFormat.NewBoundary();
        return new SoapPackageFormat(PackageType.Rewrite(originalContentType, root, boundary), boundary, root);
    }
}
