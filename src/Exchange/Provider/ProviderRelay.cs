using System.Globalization;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Provider;

/// <summary>Answers another organisation's server: lets in what may come in, asks the service, and sends its answer.</summary>
internal sealed partial class ProviderRelay(NodeSettings node, RestProvider rest, SoapProvider soap, TimeProvider time, ILogger<ProviderRelay> logger)
{
    public async Task RunAsync(HttpContext context)
    {
        var exchange = new Exchanged(time.GetTimestamp());
        // What is read of a request is bounded where it is known what it is.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var reply = new PeerReply(context.Response);
        if (await AnswerAsync(context, exchange, reply) is { } fault)
        {
            exchange.Outcome = $"{fault.Code} {fault.Detail}";
            await RefuseAsync(context, reply, fault);
        }

        LogExchange(
            exchange.MessageId, exchange.Client, exchange.Service, exchange.Agreement, exchange.Outcome, (long)time.GetElapsedTime(exchange.Started).TotalMilliseconds);
    }

    private async Task<Fault?> AnswerAsync(HttpContext context, Exchanged exchange, PeerReply reply)
    {
        using var silence = new Silence(node.PeerTimeout, time, context.RequestAborted);
        try
        {
            return PeerRequest.IsRest(context.Request)
                ? await rest.AnswerAsync(context, exchange, reply, silence)
                : await soap.AnswerAsync(context, exchange, reply, silence);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered {MessageId} of {Client} to {Service} under {Agreement}: {Outcome} in {Milliseconds} ms")]
    private partial void LogExchange(string? messageId, object? client, object? service, string? agreement, string outcome, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exchange failed here; its detail is {Detail}")]
    private partial void LogFailure(Exception exception, string detail);
}

/// <summary>What has become known of an exchange by the time it is logged.</summary>
/// <param name="started">When it began, as <see cref="TimeProvider.GetTimestamp"/> tells it.</param>
internal sealed class Exchanged(long started)
{
    public long Started => started;

    public string? MessageId { get; private set; }

    public object? Client { get; private set; }

    public object? Service { get; private set; }

    public string? Agreement { get; set; }

    public string Outcome { get; set; } = string.Empty;

    public void Asks(string messageId, object client, object service) => (MessageId, Client, Service) = (messageId, client, service);

    public void Answered(int status) => Outcome = status.ToString(CultureInfo.InvariantCulture);
}
