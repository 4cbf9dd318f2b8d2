using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>The HTTP around a message from another server (PR-MESSTRANSP 3.2).</summary>
internal static class PeerRequest
{
    /// <summary>Whether it carries REST; otherwise SOAP.</summary>
    public static bool IsRest(HttpRequest request) => request.Headers[TransportFormat.MessageTypeHeader] == TransportFormat.Rest;

    /// <summary>The boundary of the request's parts; or what its HTTP headers break.</summary>
    public static (string? Boundary, Problem? Problem) Open(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
            return (null, new Problem(FaultCodes.InvalidHttpMethod, "Security servers speak to each other by POST."));
        if (!request.Headers.TryGetValue(TransportFormat.HashAlgorithmHeader, out var algorithm))
            return (null, new Problem(FaultCodes.InternalError, "Could not get hash algorithm identifier from message"));
        if (algorithm != TransportFormat.HashAlgorithm)
            return (null, new Problem(FaultCodes.InvalidMessage, $"Parts are hashed with {TransportFormat.HashAlgorithm}, and {TransportFormat.HashAlgorithmHeader} says so."));
        return TransportFormat.Boundary(request.ContentType) is { } boundary
            ? (boundary, null)
            : (null, new Problem(FaultCodes.InvalidContentType, "A message is multipart/mixed with a boundary.").AsServiceFailed());
    }
}
