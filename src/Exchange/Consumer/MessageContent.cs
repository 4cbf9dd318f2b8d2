using System.Net;
using System.Net.Http.Headers;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>A client's request on its way to the provider's server: the message part, then the body as it comes.</summary>
internal sealed class MessageContent : HttpContent
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _ocsp;
    private readonly RestRequestPart _part;
    private readonly Stream? _body;
    private readonly Silence _silence;
    private readonly string _boundary = TransportFormat.NewBoundary();
    private byte[]? _bodyDigest;

    public MessageContent(IReadOnlyList<ReadOnlyMemory<byte>> ocsp, RestRequestPart part, Stream? body, Silence silence)
    {
        (_ocsp, _part, _body, _silence) = (ocsp, part, body, silence);
        Headers.ContentType = MediaTypeHeaderValue.Parse(TransportFormat.ContentType(_boundary));
    }

    /// <summary>See <see cref="XRoad.Messages.RequestHash"/>; known once all was sent.</summary>
    public string RequestHash => XRoad.Messages.RequestHash.Of(_part.Bytes, _bodyDigest);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var writer = new TransportWriter(stream, _boundary);
        foreach (var answer in _ocsp)
            writer.WriteOcspResponse(answer);
        writer.WriteMessage(_part);
        if (_body is not null)
            await writer.WriteBodyAsync(_body, _silence.Break, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
        _bodyDigest = writer.BodyDigest;
        _silence.Break();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
