using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Peers;

/// <summary>Another security server, or this one, as messages are sent to it.</summary>
/// <param name="Server">Its identifier.</param>
/// <param name="Address">The host it is called at.</param>
/// <param name="Port">The port.</param>
/// <param name="Maintenance">Set while it is out of service.</param>
internal sealed record Peer(SecurityServerId Server, string Address, int Port, MaintenanceMode? Maintenance = null)
{
    /// <summary>Those of the registered servers that have an address.</summary>
    public static IReadOnlyList<Peer> Of(IReadOnlyList<SecurityServer> servers, int port) =>
        [.. servers.Where(server => server.Address is { Length: > 0 }).Select(server => new Peer(server.Id, server.Address!, port, server.Maintenance))];
}
