using System.Globalization;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Provider;

/// <summary>Takes a request that another server sent to the service it is for, and sends the answer back.</summary>
internal sealed partial class ProviderRelay(
    NodeSettings node, NodeConfiguration configuration, PeerCertificates peers, AccessRights rights, ServiceCall call, TimeProvider time, ILogger<ProviderRelay> logger)
{
    public async Task RunAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        // The reader bounds the body, so that the other server reads a fault of the protocol when it is too long.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var exchange = new Exchanged();
        var reply = new PeerReply(context.Response);
        var fault = await RelayAsync(context, exchange, reply);
        if (fault is not null)
            await RefuseAsync(context, reply, fault);

        var outcome = fault is null ? exchange.Status.ToString(CultureInfo.InvariantCulture) : $"{fault.Code} {fault.Detail}";
        LogExchange(
            exchange.Request?.MessageId,
            exchange.Request?.Client,
            exchange.Request?.Target.Service,
            outcome,
            (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<Fault?> RelayAsync(HttpContext context, Exchanged exchange, PeerReply reply)
    {
        using var silence = new Silence(node.PeerTimeout, time, context.RequestAborted);
        try
        {
            var problem = await ReceiveAsync(context, exchange, reply, silence);
            return problem?.At(FaultCodes.Origins.ServerProxy);
        }
        catch (Exception exception) when (Failures.IsOutage(exception))
        {
            return Failures.Explain(exception, "The consumer's security server", silence).At(FaultCodes.Origins.ServerProxy);
        }
        catch (Exception exception)
        {
            var fault = Fault.New(FaultCodes.Origins.ServerProxy, FaultCodes.InternalError, "The provider's security server failed. Tell its operators the detail.");
            LogFailure(exception, fault.Detail);
            return fault;
        }
    }

    private async Task<Problem?> ReceiveAsync(HttpContext context, Exchanged exchange, PeerReply reply, Silence silence)
    {
        // 1. Whether anybody may ask.
        if (configuration.Current is not { } current)
            return configuration.Problem;

        // 2. What.
        var (boundary, problem) = Open(context.Request);
        if (boundary is null)
            return problem;
        using var reader = new TransportReader(context.Request.Body, boundary, TransportDirection.Request, node.MaxBodyBytes);
        var answers = await reader.ReadOcspResponsesAsync(silence.Token);
        if (reader.Current != TransportPart.Message)
            return new Problem(FaultCodes.MissingRest, "The request has no REST message.");
        var request = exchange.Request = await reader.ReadRequestAsync(silence.Token);

        // 3. Who asks, and whether they may. Without this, any registered server could speak for any organisation.
        if (peers.Check(current, context.Connection.ClientCertificate, answers, request.Client) is { } stranger)
            return stranger;
        (var service, problem) = rights.Find(request);
        if (service is null)
            return problem;

        // 4. The service's answer.
        var next = await reader.NextAsync(silence.Token);
        if (next == TransportPart.Fault)
            return new Problem(FaultCodes.InvalidMessage, "The request ends with a fault of its own.");
        silence.Break();
        return await call.RunAsync(service, exchange, next is null ? null : reader.OpenBody(), reader, reply, context.RequestAborted);
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

    private static async Task RefuseAsync(HttpContext context, PeerReply reply, Fault fault)
    {
        try
        {
            await reply.WriteAsync(fault, context.RequestAborted);
        }
        catch (Exception exception) when (Failures.IsOutage(exception))
        {
            context.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered {MessageId} of {Client} to {Service}: {Outcome} in {Milliseconds} ms")]
    private partial void LogExchange(string? messageId, object? client, object? service, string outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exchange failed here; its detail is {Detail}")]
    private partial void LogFailure(Exception exception, string detail);
}
