using Cabildo.Exchange.Configuration;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Metaservices;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Metaservices;

/// <summary>Tells the organisation's own systems which members and subsystems there are (PR-META 2): what the configuration says, to whoever asks.</summary>
internal sealed class ListClients(NodeConfiguration configuration)
{
    private const string FaultType = "text/xml; charset=UTF-8";

    public async Task RunAsync(HttpContext context)
    {
        var body = Answer(context.Request);
        context.Response.ContentType = body.ContentType;
        context.Response.ContentLength = body.Bytes.Length;
        await context.Response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }

    // Faults are of SOAP with HTTP's 200, as X-Road's servers answer here (sources, HandlerBase).
    private MetaserviceBody Answer(HttpRequest request)
    {
        if (configuration.Current is not { } snapshot)
            return Refuse(configuration.Problem);
        var asked = ClientList.InstanceOf(request.QueryString.Value) ?? snapshot.Own.Identifier;
        return snapshot.Find(asked) is { } instance
            ? ClientList.Write(ClientList.Of(instance.Shared.Parameters), request.Headers.Accept)
            : Refuse(new Problem(FaultCodes.InternalError, $"No instance '{asked}' is known: this server knows {string.Join(", ", snapshot.Configuration.Instances.Select(one => one.Identifier))}."));
    }

    private static MetaserviceBody Refuse(Problem problem) => new(FaultType, SoapFault.Write(problem.At(FaultCodes.Origins.ClientProxy)));
}
