using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Consumer;

/// <summary>Takes a SOAP request of one of the organisation's own systems to the server of whom it is for, and brings the answer back (PR-MESS 2).</summary>
internal sealed partial class SoapRelay(NodeSettings node, RequestRoute route, SoapExchange exchange, TimeProvider time, ILogger<SoapRelay> logger)
{
    // MaxBodyBytes is for the attachments together: beside them come the message and the headers of the parts.
    private const long MostBeside = TransportLimits.SoapBytes + (TransportLimits.Attachments * 4 * 1024);

    public async Task RunAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        using var silence = new Silence(node.PeerTimeout, time, context.RequestAborted);
        HeldSoap? request = null;
        Fault? fault;
        try
        {
            (request, var problem) = await AcceptAsync(context, silence);
            fault = problem?.At(FaultCodes.Origins.Client) ?? await RelayAsync(context, request!, silence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            fault = Explain(exception, request is null, silence);
        }

        if (fault is not null)
            await AnswerAsync(context, fault);
        var header = request?.Part.Header;
        LogExchange(header?.Id, header?.Client, header?.Service, fault is null ? "answered" : $"{fault.Code} {fault.Detail}", (long)time.GetElapsedTime(started).TotalMilliseconds);
        request?.Dispose();
    }

    private async Task<(HeldSoap? Request, Problem? Problem)> AcceptAsync(HttpContext context, Silence silence)
    {
        if (!SoapAction.IsAllowed(context.Request.Headers[TransportFormat.SoapActionHeader]))
            return (null, new Problem(FaultCodes.InvalidSoapAction, "SOAPAction is empty, or a URI in quotation marks."));
        if (context.Request.ContentLength - MostBeside > node.MaxBodyBytes)
            return (null, new Problem(FaultCodes.InvalidRequest, BoundedBody.TooLong(node.MaxBodyBytes).Message));
        var request = await SoapTransit.ReadPackageAsync(context.Request.Body, context.Request.ContentType, node.MaxBodyBytes, node.HeldBodies, silence);
        if (request.Part.Kind == SoapKind.Request)
            return (request, null);
        request.Dispose();
        return (null, new Problem(FaultCodes.InvalidMessage, "Send a request: this is an answer, or a fault."));
    }

    private async Task<Fault?> RelayAsync(HttpContext context, HeldSoap request, Silence silence)
    {
        var header = request.Part.Header!;
        var refused = node.Clients.TryGetValue(header.Client, out var client)
            ? client.Refuse(context.Connection, context.Request.IsHttps)
            : new Problem(FaultCodes.UnknownMember, $"Client '{header.Client}' is not registered at this security server.");
        if (refused is not null)
            return refused.At(FaultCodes.Origins.ClientProxy);
        if (await request.RefusalAsync(silence.Token) is { } unsafeToSign)
            return new Problem(FaultCodes.InvalidRequest, unsafeToSign).At(FaultCodes.Origins.Client);
        var (way, problem) = route.Find(header.Client, header.Service.Provider, header.SecurityServer);
        return way is null ? problem!.At(FaultCodes.Origins.ClientProxy) : await exchange.RunAsync(context, request, way, silence);
    }

    private Fault Explain(Exception exception, bool isReading, Silence silence)
    {
        if (isReading && Failures.IsOutage(exception))
            return Failures.OfClient(exception, silence).At(FaultCodes.Origins.Client);
        if (Failures.IsOutage(exception))
            return Failures.Explain(exception, "The provider's security server", silence).At(FaultCodes.Origins.ClientProxy);
        var fault = Fault.New(FaultCodes.Origins.ClientProxy, FaultCodes.InternalError, "This security server failed. Tell its operators the detail.");
        LogFailure(exception, fault.Detail);
        return fault;
    }

    // As X-Road answers: SOAP's own 500 would hide the fault from clients that look at the status first.
    private static async Task AnswerAsync(HttpContext context, Fault fault)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            return;
        }

        var body = SoapFault.Write(fault);
        context.Response.Clear();
        context.Response.ContentType = "text/xml; charset=UTF-8";
        context.Response.Headers[TransportFormat.SoapActionHeader] = string.Empty;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent {MessageId} of {Client} to {Service}: {Outcome} in {Milliseconds} ms")]
    private partial void LogExchange(string? messageId, object? client, object? service, string outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exchange failed here; its detail is {Detail}")]
    private partial void LogFailure(Exception exception, string detail);
}
