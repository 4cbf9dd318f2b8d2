using System.Net;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.Exchange.Provider;

/// <summary>Asks a SOAP service and sends its answer, signed and on record, to the server that asked.</summary>
internal sealed class SoapServiceCall(NodeSettings node, ServiceConnections services, Quotas quotas, MessageEvidence evidence, TimeProvider time)
{
    /// <summary>Null if the answer was sent; else the fault to send.</summary>
    public async Task<Fault?> RunAsync(ReceivedSoap received, Exchanged exchange, PeerReply reply, CancellationToken ct)
    {
        var (_, service, grant, _) = received.Admission;
        if ((grant.Limit ?? service.Limit) is { } limit && quotas.Count(received.Message.Part.Header!.Client, service.Id, limit) is { } wait)
            return Refuse("TooManyRequests", $"Your limit for this service is reached. Ask again in {Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))} s.");
        if (grant.Fields is not null)
            return Refuse(FaultCodes.AccessDenied, "The right names fields of JSON, which SOAP does not have: it allows no call by SOAP.");

        using var silence = new Silence(service.Timeout, time, ct);
        try
        {
            using var response = await services.CallAsync(service, received, silence);
            var (answer, fault) = await ReadAsync(response, received.Message.Part, silence);
            using (answer)
                return fault ?? await SendAsync(received, exchange, reply, answer!, response.Content.Headers.ContentType?.ToString(), silence);
        }
        catch (MalformedSoapException malformed)
        {
            return Failed(new Problem(malformed.Code, $"The service's answer breaks the protocol: {malformed.Message}"));
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && !ct.IsCancellationRequested)
        {
            return Failed(Failures.Explain(exception, "The service", silence));
        }
    }

    private async Task<(HeldSoap? Answer, Fault? Fault)> ReadAsync(HttpResponseMessage response, SoapMessagePart request, Silence silence)
    {
        silence.Break();
        // WS-I Basic Profile 1.1 R1126: a fault comes with 500. Any other status is not a SOAP service speaking.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.InternalServerError))
            return (null, Failed(new Problem(FaultCodes.HttpError, $"The service answered with HTTP status {(int)response.StatusCode}.")));
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.First() : null;
        await using var content = await response.Content.ReadAsStreamAsync(silence.Token);
        var answer = await SoapTransit.ReadPackageAsync(content, type, node.MaxBodyBytes, node.HeldBodies, silence);
        // A fault of the service goes to the client as it is (PR-MESS 2.5).
        var problem = answer.Part.Fault is null ? Mismatch(answer.Part, request) : null;
        if (problem is null && answer.Part.Fault is null && await answer.RefusalAsync(silence.Token) is { } refusal)
            problem = new Problem(FaultCodes.InvalidMessage, refusal);
        if (problem is null && answer.Part.Fault is null)
            return (answer.With(answer.Part.WithRequestHash(request)), null);
        answer.Dispose();
        return (null, answer.Part.Fault ?? Failed(problem!));
    }

    /// <summary>Sends an answer, signed and on record.</summary>
    public async Task<Fault?> SendAsync(ReceivedSoap received, Exchanged exchange, PeerReply reply, HeldSoap answer, string? contentType, Silence silence)
    {
        var service = received.Message.Part.Header!.Service;
        await reply.WriteAsync(answer, contentType, silence);
        var signature = await evidence.SignAsync(received.Admission.Signer, answer.Part.Bytes, answer.Digests);
        var record = evidence.RecordAsync(
            SoapTransit.Record(answer, received.RequestId, atConsumer: false, signature, evidence.KeepsBodies(service)));
        await Task.WhenAll(received.Record, record);
        await reply.CompleteAsync(signature, silence.Token);
        exchange.Outcome = "answered";
        return null;
    }

    // What does not read as an answer would be signed and put on record as somebody's request.
    private static Problem? Mismatch(SoapMessagePart answer, SoapMessagePart request) => answer.Kind == SoapKind.Response
        ? answer.FindInconsistency(request)
        : new Problem(FaultCodes.InvalidMessage, "The service answered with a SOAP message that is no answer: its body's element does not end in Response.");

    // As X-Road's servers name by SOAP whatever the service did wrong (sources, ServerMessageProcessor).
    private static Fault Failed(Problem problem)
    {
        var failed = problem.AsServiceFailed();
        // The other server's message is bounded by the reader: this is the service's.
        return Refuse(failed.Name == $"{FaultCodes.ServiceFailed}.{FaultCodes.InvalidRequest}" ? $"{FaultCodes.ServiceFailed}.{FaultCodes.InvalidMessage}" : failed.Name, problem.Message);
    }

    private static Fault Refuse(string name, string message) => Fault.New(FaultCodes.Origins.ServerProxy, name, message);
}
