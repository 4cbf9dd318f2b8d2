using System.Globalization;
using Cabildo.Platform.Hosting;

namespace Cabildo.Cli.Demo;

/// <summary>Where everything of the demo country listens.</summary>
/// <param name="Authority">The instance's authority: certificates, timestamps, global configuration.</param>
/// <param name="Portal">Citizens' pages and the verifier. On <c>localhost</c>, because passkeys and cameras need that name.</param>
/// <param name="Identity">The OpenID provider.</param>
/// <param name="Documents">The issuer of documents.</param>
/// <param name="Digital">The digital unit's exchange node.</param>
/// <param name="Transport">The transport ministry's exchange node.</param>
/// <param name="Interior">The interior ministry's exchange node.</param>
/// <param name="Health">The health ministry's exchange node.</param>
/// <param name="TransportRegister">The register of licences.</param>
/// <param name="CivilRegister">The register of persons.</param>
/// <param name="HealthRegister">The register of vaccinations, which speaks SOAP.</param>
/// <param name="OcspPort">The port at which every node hands out the OCSP answers of its certificates.</param>
internal sealed record DemoAddresses(
    Uri Authority,
    Uri Portal,
    Uri Identity,
    Uri Documents,
    NodeAddresses Digital,
    NodeAddresses Transport,
    NodeAddresses Interior,
    NodeAddresses Health,
    Uri TransportRegister,
    Uri CivilRegister,
    Uri HealthRegister,
    int OcspPort)
{
    private static readonly string[] NodeHosts = ["127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4"];

    /// <summary>The standard ports, each node on a loopback address of its own, as if each had its own machine.</summary>
    public static DemoAddresses Standard { get; } = new(
        new Uri("http://127.0.1.9:8080"),
        new Uri("http://localhost:8080"),
        new Uri("http://localhost:8081"),
        new Uri("http://localhost:8082"),
        NodeAddresses.On("127.0.1.1", 8080, 5500),
        NodeAddresses.On("127.0.1.2", 8080, 5500),
        NodeAddresses.On("127.0.1.3", 8080, 5500),
        NodeAddresses.On("127.0.1.4", 8080, 5500),
        new Uri("http://127.0.1.2:8090"),
        new Uri("http://127.0.1.3:8090"),
        new Uri("http://127.0.1.4:8090"),
        5577);

    /// <summary>The port at which every node is called by others: one for all, as in every instance.</summary>
    public int PeersPort => Digital.Peers.Port;

    private IEnumerable<NodeAddresses> Nodes => [Digital, Transport, Interior, Health];

    private IEnumerable<Uri> All =>
    [
        Authority, Portal, Identity, Documents, .. Nodes.SelectMany(node => (Uri[])[node.Clients, node.Peers, new UriBuilder("http", node.Peers.Host, OcspPort).Uri]),
        TransportRegister, CivilRegister, HealthRegister,
    ];

    /// <summary>The same on ports that are free, so that several demos run side by side.</summary>
    /// <inheritdoc cref="LoopbackPorts.Free"/>
    public static DemoAddresses Free()
    {
        static Uri Http(string host) => new(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{LoopbackPorts.Free(host)}"));

        // All nodes answer other nodes at the same port, each on its own address.
        var peers = LoopbackPorts.Free(NodeHosts);
        NodeAddresses Node(string host) => NodeAddresses.On(host, LoopbackPorts.Free(host), peers);
        return new DemoAddresses(
            Http(Standard.Authority.Host),
            Http("localhost"),
            Http("localhost"),
            Http("localhost"),
            Node(NodeHosts[0]),
            Node(NodeHosts[1]),
            Node(NodeHosts[2]),
            Node(NodeHosts[3]),
            Http(Standard.TransportRegister.Host),
            Http(Standard.CivilRegister.Host),
            Http(Standard.HealthRegister.Host),
            LoopbackPorts.Free(NodeHosts));
    }

    /// <summary>A sentence about the first address that cannot be listened on; null where all can.</summary>
    public string? Problem()
    {
        try
        {
            return All.FirstOrDefault(address => !LoopbackPorts.IsFree(address.Host, address.Port)) is { } taken
                ? string.Create(CultureInfo.InvariantCulture, $"Port {taken.Port} of {taken.Host} is taken by another program. Stop that program, or the other demo, and start again.")
                : null;
        }
        catch (IOException missing)
        {
            return missing.Message;
        }
    }
}

/// <summary>The two doors of an exchange node.</summary>
/// <param name="Clients">Where the organisation's own systems call it.</param>
/// <param name="Peers">Where other nodes call it.</param>
internal sealed record NodeAddresses(Uri Clients, Uri Peers)
{
    public static NodeAddresses On(string address, int clients, int peers) => new(
        new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{address}:{clients}")),
        new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{address}:{peers}")));
}
