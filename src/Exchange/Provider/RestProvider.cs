using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>The provider's side of an exchange by REST.</summary>
internal sealed class RestProvider(NodeSettings node, RequestReception reception, ServiceCall call)
{
    /// <summary>Null if the answer was sent; else the fault to send.</summary>
    public async Task<Fault?> AnswerAsync(HttpContext context, Exchanged exchange, PeerReply reply, Silence silence)
    {
        using var body = new HeldBody(node.HeldBodies);
        var (received, problem) = await reception.ReceiveAsync(context, body, exchange, silence);
        if (received is null)
            return problem!.At(FaultCodes.Origins.ServerProxy);
        exchange.Agreement = received.Admission.Grant.Agreement;
        try
        {
            return (await call.RunAsync(received, exchange, reply, context.RequestAborted))?.At(FaultCodes.Origins.ServerProxy);
        }
        finally
        {
            await MessageEvidence.FinishAsync(received.Record);
        }
    }
}
