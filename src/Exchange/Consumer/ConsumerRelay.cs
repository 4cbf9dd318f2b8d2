using System.Globalization;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Peers;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Consumer;

/// <summary>Takes a request of one of the organisation's own systems to the server of whom it is for, and brings the answer back.</summary>
internal sealed partial class ConsumerRelay(
    NodeSettings node, NodeConfiguration configuration, OwnOcsp ocsp, PeerConnections connections, TimeProvider time, ILogger<ConsumerRelay> logger)
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
            await AnswerAsync(context, fault);

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
        var (peers, problem) = Route(request);
        if (problem is not null)
            return problem.At(FaultCodes.Origins.ClientProxy);
        (var answers, problem) = ocsp.OfAuthentication();
        if (problem is not null)
            return problem.At(FaultCodes.Origins.ClientProxy);

        using var silence = new Silence(node.PeerTimeout, time, context.RequestAborted);
        try
        {
            using var content = new MessageContent(answers, request, BodyOf(context), silence);
            using var response = await connections.SendAsync(
                peers, content, message => Envelope.Address(message, request, context.Request.ContentType), silence.Token);
            return await PeerAnswer.PassOnAsync(response, request, content.RequestHash, context.Response, node.MaxBodyBytes, silence);
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

    private (IReadOnlyList<Peer> Peers, Problem? Problem) Route(RestRequestPart request)
    {
        if (!node.Subsystems.Contains(request.Client))
            return ([], new Problem(FaultCodes.UnknownMember, $"Client '{request.Client}' is not registered at this security server."));

        if (configuration.Current is not { } current)
            return ([], configuration.Problem);
        var serving = current.Serving(request.Target.Service.Subsystem);
        if (serving.Count == 0)
            return ([], new Problem(FaultCodes.UnknownMember, $"No security server is known for '{request.Target.Service.Subsystem}'."));
        if (request.SecurityServer is null)
            return (serving, null);

        Peer[] asked = [.. serving.Where(peer => peer.Server == request.SecurityServer)];
        return asked.Length > 0
            ? (asked, null)
            : ([], new Problem(FaultCodes.InvalidSecurityServer, $"Security server '{request.SecurityServer}' does not serve '{request.Target.Service.Subsystem}'."));
    }

    private BoundedBody? BodyOf(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false ? null : new BoundedBody(context.Request.Body, node.MaxBodyBytes);

    private static async Task AnswerAsync(HttpContext context, Fault fault)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            // The client has had part of an answer: only a broken connection tells it that there is no more.
            context.Abort();
            return;
        }

        var body = FaultBody.Of(fault, context.Request.Headers.Accept);
        context.Response.Clear();
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = body.ContentType;
        context.Response.ContentLength = body.Bytes.Length;
        context.Response.Headers["X-Road-Error"] = fault.Code;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent {MessageId} of {Client} to {Service}: {Outcome} in {Milliseconds} ms")]
    private partial void LogExchange(string? messageId, object? client, object? service, string outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exchange failed here; its detail is {Detail}")]
    private partial void LogFailure(Exception exception, string detail);
}
