using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Services;

/// <summary>A service of this organisation.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Url">What a request's path is appended to; ends with no slash.</param>
/// <param name="Timeout">How long it may say nothing.</param>
/// <param name="Grants">Who may call it.</param>
internal sealed record Service(ServiceId Id, string Url, TimeSpan Timeout, IReadOnlyList<Grant> Grants)
{
    // The path goes to the service in the bytes in which it was hashed, not in those a URI class would prefer.
    public Uri AddressOf(RequestTarget target) => new(
        Url + target.ServicePath + (target.Query is null ? string.Empty : "?" + target.Query),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}

/// <summary>A right to call a service.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="Endpoints">What it covers.</param>
internal sealed record Grant(SubsystemId Client, EndpointPattern Endpoints);
