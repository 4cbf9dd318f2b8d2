using System.Globalization;
using Cabildo.Exchange.Clients;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Consumer;

/// <summary>Takes a request of one of the organisation's own systems to the server of whom it is for, and brings the answer back.</summary>
internal sealed partial class ConsumerRelay(NodeSettings node, RequestRoute route, RestExchange exchange, TimeProvider time, ILogger<ConsumerRelay> logger)
{
    public async Task RunAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        // Bodies are bounded here, so that a client reads a fault of the protocol when its own is too long.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var (request, problem) = Accept(context.Request);
        var fault = request is null
            ? problem!.At(FaultCodes.Origins.Client)
            : await RelayAsync(context, request);
        if (fault is not null)
            await ClientAnswer.WriteAsync(context, fault);

        var outcome = fault is null ? context.Response.StatusCode.ToString(CultureInfo.InvariantCulture) : $"{fault.Code} {fault.Detail}";
        LogExchange(
            request?.MessageId, request?.Client, request?.Target.Service, outcome, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private (RestRequestPart? Request, Problem? Problem) Accept(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = from header in request.Headers from value in header.Value select new HeaderField(header.Key, value ?? string.Empty);
        if (!RestRequestPart.TryCreate(request.Method, target, headers, out var part, out var problem))
            return (null, problem);
        return request.ContentLength > node.MaxBodyBytes
            ? (null, new Problem(FaultCodes.InvalidRequest, BoundedBody.TooLong(node.MaxBodyBytes).Message))
            : (part, null);
    }

    private async Task<Fault?> RelayAsync(HttpContext context, RestRequestPart request)
    {
        if (Refuse(context, request) is { } refused)
            return refused.At(FaultCodes.Origins.ClientProxy);
        var (way, problem) = route.Find(request);
        if (way is null)
            return problem!.At(FaultCodes.Origins.ClientProxy);

        using var silence = new Silence(node.PeerTimeout, time, context.RequestAborted);
        try
        {
            return await exchange.RunAsync(context, request, way, silence);
        }
        catch (Exception exception) when (Failures.IsOutage(exception))
        {
            var failure = Failures.Explain(exception, "The provider's security server", silence);
            // What the client's own body did wrong is the client's: that is how Kestrel and BoundedBody tell of it.
            var origin = failure.Name is FaultCodes.InvalidRequest or FaultCodes.BadRequest ? FaultCodes.Origins.Client : FaultCodes.Origins.ClientProxy;
            return failure.At(origin);
        }
        catch (Exception exception)
        {
            var fault = Fault.New(FaultCodes.Origins.ClientProxy, FaultCodes.InternalError, "This security server failed. Tell its operators the detail.");
            LogFailure(exception, fault.Detail);
            return fault;
        }
    }

    /// <summary>Why whoever sent the request may not speak for its client; null if they may.</summary>
    private Problem? Refuse(HttpContext context, RestRequestPart request) => node.Clients.TryGetValue(request.Client, out var client)
        ? client.Refuse(context.Connection, context.Request.IsHttps)
        : new Problem(FaultCodes.UnknownMember, $"Client '{request.Client}' is not registered at this security server.");

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent {MessageId} of {Client} to {Service}: {Outcome} in {Milliseconds} ms")]
    private partial void LogExchange(string? messageId, object? client, object? service, string outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exchange failed here; its detail is {Detail}")]
    private partial void LogFailure(Exception exception, string detail);
}
