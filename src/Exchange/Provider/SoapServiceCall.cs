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
            return Refuse("ServiceFailed." + malformed.Code, $"The service's answer breaks the protocol: {malformed.Message}");
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && !ct.IsCancellationRequested)
        {
            var problem = Failures.Explain(exception, "The service", silence);
            return Refuse(problem.Name, problem.Message);
        }
    }

    private async Task<(HeldSoap? Answer, Fault? Fault)> ReadAsync(HttpResponseMessage response, SoapMessagePart request, Silence silence)
    {
        silence.Break();
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.First() : null;
        await using var content = await response.Content.ReadAsStreamAsync(silence.Token);
        var answer = await SoapTransit.ReadPackageAsync(content, type, node.MaxBodyBytes, node.HeldBodies, silence);
        // A fault of the service goes to the client as it is (PR-MESS 2.5).
        var problem = answer.Part.Fault is null ? answer.Part.FindInconsistency(request) : null;
        if (problem is null && answer.Part.Fault is null && await answer.RefusalAsync(silence.Token) is { } refusal)
            problem = new Problem(FaultCodes.InvalidMessage, refusal);
        if (problem is null && answer.Part.Fault is null)
            return (answer.With(answer.Part.WithRequestHash(request)), null);
        answer.Dispose();
        return (null, answer.Part.Fault ?? Refuse("ServiceFailed." + problem!.Name, problem.Message));
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

    private static Fault Refuse(string name, string message) => Fault.New(FaultCodes.Origins.ServerProxy, name, message);
}
