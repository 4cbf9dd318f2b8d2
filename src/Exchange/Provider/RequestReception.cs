using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>Takes in a request from another server: reads it, asks whether it may come in, and puts it on record.</summary>
internal sealed class RequestReception(
    NodeSettings node, NodeConfiguration configuration, PeerCertificates peers, AccessRights rights, MessageEvidence evidence)
{
    /// <summary>The request; or why it is refused.</summary>
    /// <param name="context">The request of HTTP.</param>
    /// <param name="body">Holds the message's body.</param>
    /// <param name="exchange">Told what is known so far.</param>
    /// <param name="silence">Told of every piece.</param>
    public async Task<(Received? Received, Problem? Problem)> ReceiveAsync(HttpContext context, HeldBody body, Exchanged exchange, Silence silence)
    {
        // 1. Whether anybody may come in.
        if (evidence.Refusal is { } stopped)
            return (null, stopped);
        if (configuration.Current is not { } snapshot)
            return (null, configuration.Problem);

        // 2. What comes.
        var (boundary, problem) = Open(context.Request);
        if (boundary is null)
            return (null, problem);
        using var reader = new TransportReader(context.Request.Body, boundary, TransportDirection.Request, node.MaxBodyBytes);
        var answers = await reader.ReadOcspResponsesAsync(silence.Token);
        if (reader.Current != TransportPart.Message)
            return (null, new Problem(FaultCodes.MissingRest, "The request has no REST message."));
        var request = await reader.ReadRequestAsync(silence.Token);
        (exchange.MessageId, exchange.Client, exchange.Service) = (request.MessageId, request.Client, request.Target.Service);

        // 3. From whom, and whether they may.
        if (peers.Check(snapshot, context.Connection.ClientCertificate, answers, request.Client) is { } stranger)
            return (null, stranger);
        var called = CalledService.Of(request.Target.Service);
        var (service, grant, denied) = rights.Find(request.Client, called, ServiceKind.Rest, pattern => pattern.Covers(request), snapshot);
        if (service is null)
            return (null, denied);
        var (signer, unsigned) = evidence.SignerOf(called.Provider.Member);
        if (signer is null)
            return (null, unsigned);

        // 4. The rest of it, which counts only once the signature is good.
        var (signature, broken) = await ReadRestAsync(reader, body, silence);
        broken ??= evidence.Verify(snapshot, signature!, request.Bytes, reader.BodyDigest is null ? [] : [reader.BodyDigest], request.Client);
        if (broken is not null)
            return (null, broken);

        return (new Received(request, service, grant!, signer)
        {
            Body = reader.BodyDigest is null ? null : body,
            BodyDigest = reader.BodyDigest,
            Record = evidence.RecordAsync(
                Records.Of(request, SignedMessageKind.RestRequest, atConsumer: false, request.Bytes, signature!, Records.Body(reader.BodyDigest, body.Length, evidence.KeepsBodies(called) ? body : null)),
                silence.Token),
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
            ? (null, new Problem(FaultCodes.InvalidMessage, "The request ends with a fault of its own."))
            : (await reader.ReadSignatureAsync(silence.Token), null);
    }

    /// <summary>The boundary of the request's parts; or what of PR-MESSTRANSP 3.2 its HTTP headers break.</summary>
    private static (string? Boundary, Problem? Problem) Open(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
            return (null, new Problem(FaultCodes.InvalidHttpMethod, "Security servers speak to each other by POST."));
        if (request.Headers[TransportFormat.MessageTypeHeader] != TransportFormat.Rest)
            return (null, new Problem(FaultCodes.InvalidMessage, "This security server serves REST messages only."));
        if (request.Headers[TransportFormat.HashAlgorithmHeader] != TransportFormat.HashAlgorithm)
            return (null, new Problem(FaultCodes.InvalidMessage, $"Parts are hashed with {TransportFormat.HashAlgorithm}, and {TransportFormat.HashAlgorithmHeader} says so."));
        return TransportFormat.Boundary(request.ContentType) is { } boundary
            ? (boundary, null)
            : (null, new Problem(FaultCodes.InvalidContentType, "A message is multipart/mixed with a boundary."));
    }
}
