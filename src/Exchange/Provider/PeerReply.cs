using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>What this server answers another with: a message, a fault, or a message that breaks off with a fault.</summary>
internal sealed class PeerReply(HttpResponse response)
{
    private readonly string boundary = TransportFormat.NewBoundary();
    private TransportWriter? writer;

    /// <summary>Sends the service's answer, whole.</summary>
    public async Task WriteAsync(RestResponsePart part, Stream body, Silence silence)
    {
        response.ContentType = TransportFormat.ContentType(boundary);
        response.Headers[TransportFormat.HashAlgorithmHeader] = TransportFormat.HashAlgorithm;
        writer = new TransportWriter(response.Body, boundary);
        writer.WriteMessage(part);
        await writer.WriteBodyAsync(body, silence.Break, silence.Token);
        await writer.CompleteAsync(silence.Token);
    }

    /// <summary>
    /// Sends a fault: alone, or as the last part of a message that had begun (PR-MESSTRANSP 3.1). HTTP's own status stays 200, as
    /// X-Road's servers have it.
    /// </summary>
    public async Task WriteAsync(Fault fault, CancellationToken ct)
    {
        if (writer is not null)
        {
            writer.WriteFault(fault);
            await writer.CompleteAsync(ct);
            return;
        }

        var body = SoapFault.Write(fault);
        response.ContentType = TransportFormat.FaultType + ";charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, ct);
    }
}
