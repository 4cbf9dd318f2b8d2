using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Peers;

/// <summary>Another organisation's server.</summary>
/// <param name="Server">Its identifier.</param>
/// <param name="Url">Where it is called.</param>
/// <param name="Clients">The members and subsystems it serves: it may speak for these alone.</param>
/// <param name="Certificates">The SHA-256 fingerprints of its TLS certificates, in hexadecimal of either case.</param>
public sealed record Peer(SecurityServerId Server, Uri Url, IReadOnlySet<ClientId> Clients, IReadOnlySet<string> Certificates);
