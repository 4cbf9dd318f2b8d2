using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Peers;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cabildo.Exchange.Consumer;

/// <summary>One exchange by REST from the consumer's side, from the accepted request to the verified and recorded answer.</summary>
internal sealed class RestExchange(NodeSettings node, PeerConnections connections, MessageEvidence evidence)
{
    /// <summary>Null if the client has the whole answer; else what to tell it.</summary>
    public async Task<Fault?> RunAsync(HttpContext context, RestRequestPart request, Way way, Silence silence)
    {
        var service = CalledService.Of(request.Target.Service);
        using var copy = new HeldBody(node.HeldBodies);
        var kept = evidence.CopyOf(service, copy);

        // 1. What is sent, and whether it may be signed at all.
        var body = await OpenBodyAsync(context, kept, silence);
        if (body?.Refusal is { } refusal)
            return new Problem(FaultCodes.InvalidRequest, refusal).At(FaultCodes.Origins.Client);
        using var outgoing = new OutgoingRequest(request, body, kept, way.Signing, silence);
        try
        {
            return await ExchangeAsync(context, request, way, outgoing, silence);
        }
        finally
        {
            await MessageEvidence.FinishAsync(outgoing.Record);
        }
    }

    private async Task<Fault?> ExchangeAsync(HttpContext context, RestRequestPart request, Way way, OutgoingRequest outgoing, Silence silence)
    {
        // 2. There and back. The body of the answer is held here until all of it is known to be good.
        using var held = new HeldBody(node.HeldBodies);
        using var response = await connections.SendAsync(way.Peers, outgoing, message => Envelope.Address(message, request, context.Request.ContentType), silence.Token);
        var (answer, fault) = await IncomingAnswer.ReadAsync(response, node.MaxBodyBytes, held, silence);
        if (answer is null)
            return fault;

        // 3. Who says so, and whether it answers this request.
        var problem = evidence.Verify(way.Configuration, answer.Signature, answer.Part.Bytes, answer.BodyDigest is null ? [] : [answer.BodyDigest], request.Target.Service.Subsystem)
            ?? answer.Part.FindInconsistency(request, outgoing.RequestHash);
        if (problem is not null)
            return problem.At(FaultCodes.Origins.ClientProxy);

        // 4. Both messages on record before the client has the answer.
        var record = evidence.RecordAsync(
            Records.Of(request, SignedMessageKind.RestResponse, atConsumer: true, answer.Part.Bytes, answer.Signature, Records.Body(answer.BodyDigest, held.Length, evidence.KeepsBodies(CalledService.Of(request.Target.Service)) ? held : null)));
        await Task.WhenAll(outgoing.Record!, record);

        await using var content = held.Open();
        await ClientAnswer.WriteAsync(context, answer.Part, content, held.Length, silence.Token);
        return null;
    }

    private async Task<OutgoingBody?> OpenBodyAsync(HttpContext context, BodyCopy? copy, Silence silence)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return null;
        var body = await OutgoingBody.OpenAsync(new BoundedBody(context.Request.Body, node.MaxBodyBytes), copy, silence.Token);
        return body.IsEmpty ? null : body;
    }
}
