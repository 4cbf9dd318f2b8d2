using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Metaservices;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>Takes in a request from another server: reads it, asks whether it may come in, and puts it on record.</summary>
internal sealed class RequestReception(NodeSettings node, Gate gate, MessageEvidence evidence)
{
    /// <summary>The request; or why it is refused.</summary>
    /// <param name="context">The request of HTTP.</param>
    /// <param name="body">Holds the message's body.</param>
    /// <param name="exchange">Told what is known so far.</param>
    /// <param name="silence">Told of every piece.</param>
    public async Task<(Received? Received, Problem? Problem)> ReceiveAsync(HttpContext context, HeldBody body, Exchanged exchange, Silence silence)
    {
        // 1. Whether anybody may come in, and what comes.
        var (snapshot, problem) = gate.Open();
        if (snapshot is null)
            return (null, problem);
        (var boundary, problem) = PeerRequest.Open(context.Request);
        if (boundary is null)
            return (null, problem);
        using var reader = new TransportReader(context.Request.Body, boundary, TransportDirection.Request, node.MaxBodyBytes);
        var answers = await reader.ReadOcspResponsesAsync(silence.Token);
        if (reader.Current != TransportPart.Message)
            return (null, new Problem(FaultCodes.MissingRest, "The request has no REST message."));
        var request = await reader.ReadRequestAsync(silence.Token);
        var called = CalledService.Of(request.Target.Service);
        exchange.Asks(request.MessageId, request.Client, called);

        // 2. From whom, and whether they may.
        (var admission, problem) = gate.Admit(
            snapshot, context.Connection.ClientCertificate, answers, new Asked(request.Client, called, ServiceKind.Rest, MetaserviceNames.IsRest(request.Verb, called.Code), request.SecurityServer), pattern => pattern.Covers(request));
        if (admission is null)
            return (null, problem);

        // 3. The rest of it, which counts only once the signature is good.
        var (signature, broken) = await ReadRestAsync(reader, body, silence);
        broken ??= evidence.Verify(snapshot, signature!, request.Bytes, reader.BodyDigest is null ? [] : [reader.BodyDigest], request.Client);
        if (broken is not null)
            return (null, broken);

        return (new Received(request, admission)
        {
            Body = reader.BodyDigest is null ? null : body,
            BodyDigest = reader.BodyDigest,
            Record = evidence.RecordAsync(
                Records.Of(request, SignedMessageKind.RestRequest, atConsumer: false, request.Bytes, signature!, Records.Body(reader.BodyDigest, body.Length, evidence.KeepsBodies(called) ? body : null))),
        }, null);
    }

    private static async Task<(MessageSignature? Signature, Problem? Problem)> ReadRestAsync(TransportReader reader, HeldBody body, Silence silence)
    {
        var next = await reader.NextAsync(silence.Token);
        if (next == TransportPart.Body)
        {
            await body.FillAsync(reader.OpenBody(), silence.Break, silence.Token);
            next = await reader.NextAsync(silence.Token);
        }

        return next == TransportPart.Fault
            ? (null, new Problem(FaultCodes.MissingSignature, "The request ends with a fault in place of its signature."))
            : (await reader.ReadSignatureAsync(silence.Token), null);
    }
}
