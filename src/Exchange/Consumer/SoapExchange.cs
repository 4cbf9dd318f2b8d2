using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Peers;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;
using Cabildo.XRoad.Transport.Packages;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Consumer;

/// <summary>One exchange by SOAP from the consumer's side, from the accepted request to the verified and recorded answer.</summary>
internal sealed class SoapExchange(NodeSettings node, PeerConnections connections, MessageEvidence evidence)
{
    /// <summary>Null if the client has the whole answer; else what to tell it.</summary>
    public async Task<Fault?> RunAsync(HttpContext context, HeldSoap request, Way way, Silence silence)
    {
        var requestId = Guid.NewGuid().ToString();
        using var outgoing = new OutgoingSoap(request, requestId, way.Signing, evidence.KeepsBodies(request.Part.Header!.Service), silence);
        try
        {
            return await ExchangeAsync(context, request, way, outgoing, requestId, silence);
        }
        finally
        {
            await MessageEvidence.FinishAsync(outgoing.Record);
        }
    }

    private async Task<Fault?> ExchangeAsync(HttpContext context, HeldSoap request, Way way, OutgoingSoap outgoing, string requestId, Silence silence)
    {
        var header = request.Part.Header!;
        using var response = await connections.SendAsync(way.Peers, outgoing, message => Address(message, context.Request, requestId), silence.Token);
        var (answer, signature, fault) = await ReadAsync(response, silence);
        if (fault is not null)
        {
            answer?.Dispose();
            return fault;
        }

        using (answer)
        {
            if ((evidence.Verify(way.Configuration, signature!, answer!.Part.Bytes, answer.Digests, header.Service.Provider) ?? Mismatch(answer.Part, request.Part)) is { } problem)
                return problem.At(FaultCodes.Origins.ClientProxy);
            await Task.WhenAll(
                outgoing.Record!,
                evidence.RecordAsync(SoapTransit.Record(answer, requestId, atConsumer: true, signature!, evidence.KeepsBodies(header.Service))));
            await AnswerAsync(context, answer, response, silence);
        }

        return null;
    }

    private static void Address(HttpRequestMessage message, HttpRequest client, string requestId)
    {
        message.Headers.TryAddWithoutValidation(HeaderNames.RequestId, requestId);
        message.Headers.TryAddWithoutValidation(TransportFormat.HashAlgorithmHeader, TransportFormat.HashAlgorithm);
        message.Headers.TryAddWithoutValidation(TransportFormat.VersionHeader, TransportFormat.Version);
        message.Headers.TryAddWithoutValidation(TransportFormat.OriginalContentTypeHeader, client.ContentType);
        message.Headers.TryAddWithoutValidation(TransportFormat.OriginalSoapActionHeader, client.Headers[TransportFormat.SoapActionHeader].ToString());
    }

    private async Task<(HeldSoap? Answer, MessageSignature? Signature, Fault? Fault)> ReadAsync(HttpResponseMessage response, Silence silence)
    {
        silence.Break();
        await using var content = await response.Content.ReadAsStreamAsync(silence.Token);
        var (boundary, fault) = await IncomingAnswer.OpenAsync(response, content, silence.Token);
        if (boundary is null)
            return (null, null, fault);
        using var reader = new TransportReader(content, boundary, TransportDirection.Response, node.MaxBodyBytes, MessageProtocol.Soap);
        if (await reader.NextAsync(silence.Token) == TransportPart.Fault)
            return (null, null, await reader.ReadFaultAsync(silence.Token));
        return await SoapTransit.ReadRestAsync(reader, await reader.ReadSoapAsync(silence.Token), node.HeldBodies, silence);
    }

    private static Problem? Mismatch(SoapMessagePart answer, SoapMessagePart request)
    {
        if (answer.Kind != SoapKind.Response)
            return new Problem(FaultCodes.InvalidMessage, "The provider's security server answered with a SOAP message that is no answer.");
        if (answer.FindInconsistency(request) is not null)
            return new Problem(FaultCodes.InconsistentResponse, "Response from server proxy is not consistent with request").AsServiceFailed();
        if (answer.Header!.RequestHash is null)
            return new Problem(FaultCodes.InconsistentResponse, "Response from server proxy is missing request message hash");
        return answer.Answers(request) ? null : new Problem(FaultCodes.InconsistentResponse, "Request message hash does not match request message");
    }

    private static async Task AnswerAsync(HttpContext context, HeldSoap answer, HttpResponseMessage response, Silence silence)
    {
        var original = response.Headers.TryGetValues(TransportFormat.OriginalContentTypeHeader, out var values) ? values.First() : null;
        var format = SoapPackageFormat.Of(original, answer.Headers, answer.HasAttachments);
        context.Response.ContentType = format.ContentType;
        await SoapTransit.WritePackageAsync(answer, format, context.Response.Body, silence);
    }
}
