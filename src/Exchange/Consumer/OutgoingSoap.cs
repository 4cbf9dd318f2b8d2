using System.Net;
using System.Net.Http.Headers;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>A client's SOAP request on its way to the provider's server. Its record is being written when it has left, and must be waited for.</summary>
/// <param name="message">The message, whole.</param>
/// <param name="requestId">The id of the exchange.</param>
/// <param name="signing">With what it is signed and where it is recorded.</param>
/// <param name="keepsBodies">Whether the log is to have the attachments.</param>
/// <param name="silence">Told of every piece.</param>
internal sealed class OutgoingSoap : HttpContent
{
    private readonly HeldSoap _message;
    private readonly string _requestId;
    private readonly SigningContext _signing;
    private readonly bool _keepsBodies;
    private readonly Silence _silence;
    private readonly string _boundary = TransportFormat.NewBoundary();

    public OutgoingSoap(HeldSoap message, string requestId, SigningContext signing, bool keepsBodies, Silence silence)
    {
        (_message, _requestId, _signing, _keepsBodies, _silence) = (message, requestId, signing, keepsBodies, silence);
        Headers.ContentType = MediaTypeHeaderValue.Parse(TransportFormat.ContentType(_boundary));
    }

    /// <summary>The record of it; null before it was signed.</summary>
    public Task? Record { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var writer = new TransportWriter(stream, _boundary);
        foreach (var answer in _signing.OcspAnswers)
            writer.WriteOcspResponse(answer);
        await SoapTransit.WriteAsync(_message, writer, _silence);
        var signature = await _signing.Evidence.SignAsync(_signing.Signer, _message.Part.Bytes, _message.Digests);
        Record = _signing.Evidence.RecordAsync(SoapTransit.Record(_message, _requestId, atConsumer: true, signature, _keepsBodies));
        writer.WriteSignature(signature);
        await writer.CompleteAsync(cancellationToken);
        _silence.Break();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
