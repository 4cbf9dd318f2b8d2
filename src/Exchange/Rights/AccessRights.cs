using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Provider;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Rights;

/// <summary>Decides whether a client may call a service. What no grant allows is denied.</summary>
internal sealed class AccessRights(NodeSettings node)
{
    /// <summary>The service and the right by which it may be called; else why not (PR-REST 4.6).</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="called">What for.</param>
    /// <param name="kind">In what way.</param>
    /// <param name="covers">Whether a right's endpoints cover the request.</param>
    /// <param name="configuration">The global configuration, with its groups, as this exchange sees it.</param>
    public (Service? Service, Grant? Grant, Problem? Problem) Find(
        ClientId client, CalledService called, ServiceKind kind, Func<EndpointPattern, bool> covers, ConfigurationSnapshot configuration)
    {
        var offered = node.Offered;
        if (!offered.Services.TryGetValue(called, out var service))
        {
            return offered.Providers.Contains(called.Provider)
                ? Refuse(FaultCodes.UnknownService, $"Unknown service: {called}")
                : Refuse(FaultCodes.UnknownMember, $"'{called.Provider}' is not registered at this security server.");
        }

        if (service.Kind != kind)
            return Refuse(FaultCodes.InvalidServiceType, $"{called} is a service of {Name(service.Kind)}, and cannot be called by {Name(kind)}.");
        foreach (var grant in service.Grants)
        {
            if (grant.Subject.Includes(client, configuration) && covers(grant.Endpoints))
            {
                return service.Disabled is { } notice
                    ? Refuse(FaultCodes.ServiceDisabled, $"Service {called} is disabled: {notice}")
                    : (service, grant, null);
            }
        }

        return Refuse(FaultCodes.AccessDenied, $"Request is not allowed: {called}");
    }

    /// <summary>The same for a service by which this server tells of others: whoever is registered may call it, where the provider is one of this server's.</summary>
    public (Service? Service, Grant? Grant, Problem? Problem) FindMetaservice(Asked asked) =>
        node.Providers.Contains(asked.Service.Provider) || node.Clients.ContainsKey(asked.Service.Provider)
            ? (Service.Meta(asked.Service, asked.Kind), Grant.ToAll(asked.Client), null)
            : Refuse(FaultCodes.UnknownMember, $"'{asked.Service.Provider}' is not registered at this security server.");

    private static string Name(ServiceKind kind) => kind == ServiceKind.Rest ? "REST" : "SOAP";

    private static (Service? Service, Grant? Grant, Problem? Problem) Refuse(string name, string message) => (null, null, new Problem(name, message));
}
