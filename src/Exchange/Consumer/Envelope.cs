using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>The HTTP headers around a request between servers (PR-MESSTRANSP 3.2, step 4).</summary>
internal static class Envelope
{
    public static void Address(HttpRequestMessage message, RestRequestPart request, string? contentType)
    {
        message.Headers.TryAddWithoutValidation(HeaderNames.RequestId, request.RequestId);
        message.Headers.TryAddWithoutValidation(TransportFormat.HashAlgorithmHeader, TransportFormat.HashAlgorithm);
        message.Headers.TryAddWithoutValidation(TransportFormat.VersionHeader, TransportFormat.Version);
        message.Headers.TryAddWithoutValidation(TransportFormat.MessageTypeHeader, TransportFormat.Rest);
        if (contentType is not null)
            message.Headers.TryAddWithoutValidation(TransportFormat.OriginalContentTypeHeader, contentType);
    }
}
