using System.Net;
using System.Net.Http.Headers;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>A client's request on its way to the provider's server: the message part, then the body as it comes.</summary>
internal sealed class MessageContent : HttpContent
{
    private readonly RestRequestPart part;
    private readonly Stream? body;
    private readonly Silence silence;
    private readonly string boundary = TransportFormat.NewBoundary();
    private byte[]? bodyDigest;

    public MessageContent(RestRequestPart part, Stream? body, Silence silence)
    {
        (this.part, this.body, this.silence) = (part, body, silence);
        Headers.ContentType = MediaTypeHeaderValue.Parse(TransportFormat.ContentType(boundary));
    }

    /// <summary>Whether some of it may have been sent, so that it cannot be sent to another server.</summary>
    public bool WasStarted { get; private set; }

    /// <summary>See <see cref="XRoad.Messages.RequestHash"/>; known once all was sent.</summary>
    public string RequestHash => XRoad.Messages.RequestHash.Of(part.Bytes, bodyDigest);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasStarted = true;
        var writer = new TransportWriter(stream, boundary);
        writer.WriteMessage(part);
        if (body is not null)
            await writer.WriteBodyAsync(body, silence.Break, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
        bodyDigest = writer.BodyDigest;
        silence.Break();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
