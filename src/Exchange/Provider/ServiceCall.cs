using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Metaservices;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.Exchange.Provider;

/// <summary>Asks the service and sends its answer, signed and on record, to the server that asked.</summary>
internal sealed class ServiceCall(NodeSettings node, ServiceConnections services, RestMetaservices metaservices, Quotas quotas, MessageEvidence evidence, TimeProvider time)
{
    /// <summary>Null if the answer was sent; else why not.</summary>
    public async Task<Problem?> RunAsync(Received received, Exchanged exchange, PeerReply reply, CancellationToken ct)
    {
        using var silence = new Silence(received.Admission.Service.Timeout, time, ct);
        using var copy = new HeldBody(node.HeldBodies);
        try
        {
            if (TooMany(received) is { } wait)
                return await SendAsync(received, exchange, reply, ServiceAnswer.TooManyRequests(wait), copy, silence);

            if (MetaserviceNames.IsRest(received.Request.Verb, received.Admission.Service.Id.Code))
            {
                var (told, refused) = await metaservices.AnswerAsync(received, ct);
                return told is null ? refused : await SendAsync(received, exchange, reply, told, copy, silence);
            }

            using var answer = await services.CallAsync(received.Admission.Service, received.Request, received.Body, silence);
            silence.Break();
            var (shown, problem) = await ServiceAnswer.ReadAsync(answer, received.Admission.Grant.Fields, node.MaxBodyBytes, silence.Token);
            return shown is null ? problem : await SendAsync(received, exchange, reply, shown, copy, silence);
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && !ct.IsCancellationRequested)
        {
            var problem = Failures.Explain(exception, "The service", silence);
            // The other server's body is bounded by the reader: this is the service's.
            return problem.Name == FaultCodes.InvalidRequest ? problem with { Name = $"{FaultCodes.ServiceFailed}.{FaultCodes.InvalidMessage}" } : problem;
        }
    }

    private TimeSpan? TooMany(Received received) =>
        received.Admission is var (_, service, grant, _) && (grant.Limit ?? service.Limit) is { } limit ? quotas.Count(received.Request.Client, service.Id, limit) : null;

    private async Task<Problem?> SendAsync(Received received, Exchanged exchange, PeerReply reply, ServiceAnswer answer, HeldBody copy, Silence silence)
    {
        exchange.Answered(answer.Status);
        if (!RestResponsePart.TryCreate(received.Request, received.Hash, answer.Status, answer.Reason, answer.Headers, out var part, out var problem))
            return problem;
        var kept = evidence.CopyOf(received.Admission.Service.Id, copy);
        var body = await OutgoingBody.OpenAsync(answer.Body, kept, silence.Token);
        if (body.Refusal is { } refusal)
            return new Problem(FaultCodes.InvalidMessage, refusal).AsServiceFailed();

        var digest = await reply.WriteAsync(part, body, silence);
        var signature = await evidence.SignAsync(received.Admission.Signer, part.Bytes, digest is null ? [] : [digest]);
        var record = evidence.RecordAsync(
            Records.Of(received.Request, SignedMessageKind.RestResponse, atConsumer: false, part.Bytes, signature, Records.Body(digest, body.Length, kept?.Body)));
        // The answer is none without its signature, and that goes out when both messages can no longer be lost.
        await Task.WhenAll(received.Record, record);
        await reply.CompleteAsync(signature, silence.Token);
        return null;
    }
}
