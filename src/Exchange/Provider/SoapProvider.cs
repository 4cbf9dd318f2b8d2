using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Metaservices;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Metaservices;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>The provider's side of an exchange by SOAP (PR-MESS 2).</summary>
internal sealed class SoapProvider(NodeSettings node, Gate gate, MessageEvidence evidence, SoapServiceCall call, SoapMetaservices metaservices)
{
    /// <summary>Null if the answer was sent; else the fault to send.</summary>
    public async Task<Fault?> AnswerAsync(HttpContext context, Exchanged exchange, PeerReply reply, Silence silence)
    {
        var (admission, request, record, problem) = await ReceiveAsync(context, exchange, silence);
        using (request)
        {
            if (problem is not null)
                return problem.At(FaultCodes.Origins.ServerProxy);
            exchange.Agreement = admission!.Grant.Agreement;
            try
            {
                var received = new ReceivedSoap(request!, admission, record!, RequestIdOf(context), ActionOf(context), OriginalTypeOf(context));
                return MetaserviceNames.IsSoap(admission.Service.Id.Code)
                    ? await metaservices.RunAsync(received, exchange, reply, context.RequestAborted)
                    : await call.RunAsync(received, exchange, reply, context.RequestAborted);
            }
            finally
            {
                await MessageEvidence.FinishAsync(record);
            }
        }
    }

    private async Task<(Admission? Admission, HeldSoap? Request, Task? Record, Problem? Problem)> ReceiveAsync(HttpContext context, Exchanged exchange, Silence silence)
    {
        // 1. Whether anybody may come in, and what comes.
        var (snapshot, problem) = gate.Open();
        if (snapshot is null)
            return (null, null, null, problem);
        (var boundary, problem) = PeerRequest.Open(context.Request);
        if (boundary is null)
            return (null, null, null, problem);
        if (!SoapAction.IsAllowed(ActionOf(context)))
            return (null, null, null, new Problem(FaultCodes.InvalidSoapAction, "The request's SOAPAction is malformed."));
        using var reader = new TransportReader(context.Request.Body, boundary, TransportDirection.Request, node.MaxBodyBytes, MessageProtocol.Soap);
        var answers = await reader.ReadOcspResponsesAsync(silence.Token);
        if (reader.Current != TransportPart.Message)
            return (null, null, null, new Problem(FaultCodes.MissingSoap, "The request has no SOAP message."));
        var part = await reader.ReadSoapAsync(silence.Token);
        if (part.Kind != SoapKind.Request)
            return (null, null, null, new Problem(FaultCodes.InvalidMessage, "The message is not a request."));
        var header = part.Header!;
        exchange.Asks(header.Id, header.Client, header.Service);

        // 2. From whom, and whether they may. SOAP has no endpoints: only a right to all of the service covers it.
        (var admission, problem) = gate.Admit(
            snapshot, context.Connection.ClientCertificate, answers, new Asked(header.Client, header.Service, ServiceKind.Soap, MetaserviceNames.IsSoap(header.Service.Code), header.SecurityServer), pattern => pattern.CoversAll);
        if (admission is null)
            return (null, null, null, problem);

        // 3. The rest of it, which counts only once the signature is good.
        var (request, signature, fault) = await SoapTransit.ReadRestAsync(reader, part, node.HeldBodies, silence);
        problem = fault is not null
            ? new Problem(FaultCodes.MissingSignature, "The request ends with a fault in place of its signature.")
            : evidence.Verify(snapshot, signature!, part.Bytes, request.Digests, header.Client);
        var record = problem is null
            ? evidence.RecordAsync(SoapTransit.Record(request, RequestIdOf(context), atConsumer: false, signature!, evidence.KeepsBodies(header.Service)))
            : null;
        return (admission, request, record, problem);
    }

    private static string? RequestIdOf(HttpContext context) => Short(context.Request.Headers[XRoad.Messages.HeaderNames.RequestId].ToString());

    private static string ActionOf(HttpContext context) => context.Request.Headers[TransportFormat.OriginalSoapActionHeader].ToString();

    private static string? OriginalTypeOf(HttpContext context) => context.Request.Headers[TransportFormat.OriginalContentTypeHeader].ToString() is { Length: > 0 } type ? type : null;

    private static string? Short(string text) => text.Length is > 0 and <= 255 ? text : null;
}

/// <summary>A SOAP request that came in whole, from somebody who may ask, under the client's own signature.</summary>
/// <param name="Message">The message.</param>
/// <param name="Admission">What let it in.</param>
/// <param name="Record">The record of it, being written.</param>
/// <param name="RequestId">The id of the exchange; null if it has none.</param>
/// <param name="SoapAction">What the client sent as SOAPAction.</param>
/// <param name="ContentType">The content type the client sent it in; null if that is not said.</param>
internal sealed record ReceivedSoap(HeldSoap Message, Admission Admission, Task Record, string? RequestId, string SoapAction, string? ContentType);
