using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.Exchange.Metaservices;

/// <summary>Which services a provider has, and which of them a client may call.</summary>
internal sealed class ServiceListing(NodeSettings node)
{
    /// <summary>A provider's REST services with their endpoints (PR-MREST 4).</summary>
    /// <param name="provider">Whose.</param>
    /// <param name="client">Only what this client may call; null for all.</param>
    /// <param name="configuration">The global configuration, with its groups, as this exchange sees it.</param>
    public IEnumerable<ListedRestService> Rest(SubsystemId provider, ClientId? client, ConfigurationSnapshot configuration) =>
        from service in Of(provider, ServiceKind.Rest)
        let rights = client is null ? null : RightsOf(client, service, configuration)
        where rights is null or { Count: > 0 }
        select new ListedRestService(
            new ServiceId(provider, service.Id.Code), service.Description is not null, [.. Endpoints(service).Where(endpoint => rights?.Exists(right => right.Endpoints.Covers(endpoint)) is not false).Select(endpoint => new ListedEndpoint(endpoint.Method, endpoint.Path))]);

    /// <summary>A provider's SOAP services (PR-META 3).</summary>
    /// <param name="provider">Whose.</param>
    /// <param name="client">Only what this client may call; null for all.</param>
    /// <param name="configuration">See <see cref="Rest"/>.</param>
    public IEnumerable<CalledService> Soap(ClientId provider, ClientId? client, ConfigurationSnapshot configuration) =>
        from service in Of(provider, ServiceKind.Soap)
        // What allows a call by SOAP is said in SoapProvider and SoapServiceCall.
        where client is null || RightsOf(client, service, configuration).Exists(right => right.Endpoints.CoversAll && right.Fields is null)
        select service.Id;

    private IEnumerable<Service> Of(ClientId provider, ServiceKind kind) =>
        node.Services.Values.Where(service => service.Kind == kind && service.Id.Provider == provider).OrderBy(service => service.Id.ToString(), StringComparer.Ordinal);

    private static List<Grant> RightsOf(ClientId client, Service service, ConfigurationSnapshot configuration) =>
        [.. service.Grants.Where(grant => grant.Subject.Includes(client, configuration))];

    // A right's endpoints are endpoints of the service, whoever has the right: X-Road's operators enter them there first.
    private static IEnumerable<EndpointPattern> Endpoints(Service service) => service.Endpoints
        .Concat(service.Grants.Select(grant => grant.Endpoints))
        .DistinctBy(endpoint => (endpoint.Method, endpoint.Path));
}
