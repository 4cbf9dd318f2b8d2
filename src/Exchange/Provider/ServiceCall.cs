using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Provider;

/// <summary>Asks the service and sends its answer to the server that asked.</summary>
internal sealed class ServiceCall(NodeSettings node, ServiceConnections services, TimeProvider time)
{
    public async Task<Problem?> RunAsync(
        Service service, Exchanged exchange, Stream? body, TransportReader reader, PeerReply reply, CancellationToken ct)
    {
        var request = exchange.Request!;
        using var silence = new Silence(service.Timeout, time, ct);
        try
        {
            using var answer = await services.CallAsync(service, request, body, silence);
            // Only now is it known that the request was whole, and what its hash is.
            if (await reader.NextAsync(silence.Token) is not null)
                return new Problem(FaultCodes.InvalidMessage, "Something follows the body of the request.");

            var hash = RequestHash.Of(request.Bytes, reader.BodyDigest);
            exchange.Status = (int)answer.StatusCode;
            if (!RestResponsePart.TryCreate(
                    request, hash, exchange.Status, answer.ReasonPhrase ?? string.Empty, ServiceConnections.HeadersOf(answer), out var part, out var problem))
                return problem;

            silence.Break();
            await using var content = await answer.Content.ReadAsStreamAsync(silence.Token);
            await reply.WriteAsync(part, new BoundedBody(content, node.MaxBodyBytes), silence);
            return null;
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && !ct.IsCancellationRequested)
        {
            var problem = Failures.Explain(exception, "The service", silence);
            // The other server's body is bounded by the reader: this is the service's.
            return problem.Name == FaultCodes.InvalidRequest ? problem with { Name = "ServiceFailed." + FaultCodes.InvalidMessage } : problem;
        }
    }
}
