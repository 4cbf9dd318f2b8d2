using Cabildo.Exchange.Log;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Soap;

/// <summary>A SOAP message with its attachments, whole: held here until it may go on.</summary>
internal sealed class HeldSoap : IDisposable
{
    private readonly List<(PartHeaders Headers, HeldBody Body)> _attachments = [];
    private readonly string _folder;

    /// <param name="part">The message.</param>
    /// <param name="headers">Its MIME headers.</param>
    /// <param name="folder">Where files of long attachments are made.</param>
    public HeldSoap(SoapMessagePart part, PartHeaders headers, string folder) => (Part, Headers, _folder) = (part, headers, folder);

    /// <summary>The message.</summary>
    public SoapMessagePart Part { get; init; }

    /// <summary>Its MIME headers.</summary>
    public PartHeaders Headers { get; }

    /// <summary>Whether anything comes with it.</summary>
    public bool HasAttachments => _attachments.Count > 0;

    /// <summary>SHA-512 of each attachment, in order; set when all are held.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Digests { get; private set; } = [];

    /// <summary>The attachments, to be read once more.</summary>
    public IEnumerable<Attachment> Attachments => _attachments.Select(attachment => new Attachment(attachment.Headers, attachment.Body.Open()));

    /// <summary>The attachments as the log's record has them.</summary>
    public IReadOnlyList<LoggedAttachment> Logged(bool keepsBodies) =>
        [.. _attachments.Zip(Digests, (attachment, digest) => new LoggedAttachment(digest, attachment.Body.Length, keepsBodies ? attachment.Body.Open : null))];

    /// <summary>Holds attachments until there are no more.</summary>
    /// <param name="next">Gives the next; null at the end.</param>
    /// <param name="digests">Of all, known at the end.</param>
    /// <param name="silence">Told of every piece.</param>
    public async Task FillAsync(Func<CancellationToken, ValueTask<Attachment?>> next, Func<IReadOnlyList<ReadOnlyMemory<byte>>> digests, Silence silence)
    {
        while (await next(silence.Token) is { } attachment)
        {
            var body = new HeldBody(_folder);
            _attachments.Add((attachment.Headers, body));
            await body.FillAsync(attachment.Content, silence.Break, silence.Token);
        }

        Digests = digests();
    }

    /// <summary>Why this organisation must not sign it; null if it may.</summary>
    public async Task<string?> RefusalAsync(CancellationToken ct)
    {
        var beginning = new byte[AttachmentRules.BeginningBytes];
        foreach (var (_, body) in _attachments)
        {
            await using var content = body.Open();
            var length = await content.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, ct);
            if (AttachmentRules.Refusal(beginning.AsSpan(0, length)) is { } refusal)
                return refusal;
        }

        return null;
    }

    /// <summary>The same attachments with another message: the service's answer once the hash of the request is in it.</summary>
    public HeldSoap With(SoapMessagePart part)
    {
        var changed = new HeldSoap(part, Headers, _folder) { Digests = Digests };
        changed._attachments.AddRange(_attachments);
        return changed;
    }

    public void Dispose()
    {
        foreach (var (_, body) in _attachments)
            body.Dispose();
    }
}
