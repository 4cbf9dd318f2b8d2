using Cabildo.Exchange.Node;
using Cabildo.Exchange.Provider;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.Exchange.Metaservices;

/// <summary>What this server answers itself by REST about the services behind it (PR-MREST).</summary>
internal sealed class RestMetaservices(NodeSettings node, ServiceListing listing, ServiceDescriptions descriptions)
{
    /// <summary>The answer; or why there is none.</summary>
    /// <param name="received">A request for one of <see cref="MetaserviceNames.IsRest"/>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<(ServiceAnswer? Answer, Problem? Problem)> AnswerAsync(Received received, CancellationToken ct)
    {
        var (request, configuration) = (received.Request, received.Admission.Configuration);
        var provider = request.Target.Service.Subsystem;
        switch (request.Target.Service.Code)
        {
            case MetaserviceNames.ListMethods:
                return (Tell(RestMethodList.Write(listing.Rest(provider, client: null, configuration))), null);
            case MetaserviceNames.AllowedMethods:
                return (Tell(RestMethodList.Write(listing.Rest(provider, request.Client, configuration))), null);
            default:
                var (description, problem) = await DescribeAsync(request, ct);
                return description is null ? (null, problem) : (Tell(description), null);
        }
    }

    private async Task<(MetaserviceBody? Description, Problem? Problem)> DescribeAsync(RestRequestPart request, CancellationToken ct)
    {
        if (!DescriptionRequest.TryRead(request, out var id, out var problem))
            return (null, problem);
        // The names are those of X-Road's servers, where a wrong question is their own error (sources, RestMetadataServiceHandlerImpl).
        if (!node.Services.TryGetValue(CalledService.Of(id), out var service))
            return (null, new Problem(FaultCodes.InternalError, $"Service not found: {id}"));
        if (service is not { Kind: ServiceKind.Rest, Description: not null })
            return (null, new Problem(FaultCodes.InternalError, $"Invalid service type: {id} has no OpenAPI description here."));
        return await descriptions.OpenApiAsync(service, ct);
    }

    private static ServiceAnswer Tell(MetaserviceBody body) =>
        new(200, "OK", [new("content-type", body.ContentType)], new MemoryStream(body.Bytes.ToArray()));
}
