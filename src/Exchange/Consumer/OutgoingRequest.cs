using System.Net;
using System.Net.Http.Headers;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>
/// A client's request on its way to the provider's server: our OCSP answers, the message part, the body as it comes, and the signature
/// over both. Its record is being written when it has left, and must be waited for.
/// </summary>
internal sealed class OutgoingRequest : HttpContent
{
    private readonly RestRequestPart _part;
    private readonly OutgoingBody? _body;
    private readonly SigningContext _signing;
    private readonly BodyCopy? _copy;
    private readonly Silence _silence;
    private readonly string _boundary = TransportFormat.NewBoundary();
    private byte[]? _bodyDigest;

    /// <param name="part">The message part.</param>
    /// <param name="body">The body; null if there is none.</param>
    /// <param name="copy">What the body is copied to for the log; null if the log is not to have it.</param>
    /// <param name="signing">With what it is signed and where it is recorded.</param>
    /// <param name="silence">Told of every piece.</param>
    public OutgoingRequest(RestRequestPart part, OutgoingBody? body, BodyCopy? copy, SigningContext signing, Silence silence)
    {
        (_part, _body, _copy, _signing, _silence) = (part, body, copy, signing, silence);
        Headers.ContentType = MediaTypeHeaderValue.Parse(TransportFormat.ContentType(_boundary));
    }

    /// <summary>Whether some of it may have been sent, so that it cannot be sent to another server.</summary>
    public bool WasStarted { get; private set; }

    /// <summary>See <see cref="XRoad.Messages.RequestHash"/>; known once all was sent.</summary>
    public string RequestHash => XRoad.Messages.RequestHash.Of(_part.Bytes, _bodyDigest);

    /// <summary>The record of it; null before it was signed.</summary>
    public Task? Record { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasStarted = true;
        var writer = new TransportWriter(stream, _boundary);
        foreach (var answer in _signing.OcspAnswers)
            writer.WriteOcspResponse(answer);
        writer.WriteMessage(_part);
        if (_body is not null)
            await writer.WriteBodyAsync(_body, _silence.Break, cancellationToken);
        _bodyDigest = writer.BodyDigest;

        var signature = await _signing.Evidence.SignAsync(_signing.Signer, _part.Bytes, _bodyDigest is null ? [] : [_bodyDigest]);
        Record = _signing.Evidence.RecordAsync(Logged(signature));
        writer.WriteSignature(signature);
        await writer.CompleteAsync(cancellationToken);
        _silence.Break();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private LoggedMessage Logged(MessageSignature signature) => Records.Of(
        _part, SignedMessageKind.RestRequest, atConsumer: true, _part.Bytes, signature, Records.Body(_bodyDigest, _body?.Length ?? 0, _copy?.Body));
}

/// <summary>What a request is sent as evidence with.</summary>
/// <param name="Evidence">Signs and records.</param>
/// <param name="Signer">The client's member's.</param>
/// <param name="OcspAnswers">DER of the answers that say that this server's TLS certificate is good.</param>
internal sealed record SigningContext(MessageEvidence Evidence, MessageSigner Signer, IReadOnlyList<ReadOnlyMemory<byte>> OcspAnswers);
