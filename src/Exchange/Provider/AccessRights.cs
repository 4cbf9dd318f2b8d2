using Cabildo.Exchange.Node;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>Decides whether a request may reach a service. What no grant allows is denied.</summary>
internal sealed class AccessRights(NodeSettings node)
{
    /// <summary>The service, if the client may call this endpoint of it; else why not.</summary>
    public (Service? Service, Problem? Problem) Find(RestRequestPart request)
    {
        var id = request.Target.Service;
        if (!node.Services.TryGetValue(id, out var service))
        {
            return node.Services.Keys.Any(known => known.Subsystem == id.Subsystem)
                ? Refuse(FaultCodes.UnknownService, $"Unknown service: {id}")
                : Refuse(FaultCodes.UnknownMember, $"'{id.Subsystem}' is not registered at this security server.");
        }

        return service.Grants.Any(grant => grant.Client == request.Client && grant.Endpoints.Covers(request))
            ? (service, null)
            : Refuse(FaultCodes.AccessDenied, $"Request is not allowed: {id}");
    }

    private static (Service? Service, Problem? Problem) Refuse(string name, string message) => (null, new Problem(name, message));
}
