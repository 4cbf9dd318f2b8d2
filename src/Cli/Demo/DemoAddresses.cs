using System.Globalization;
using System.Net;
using System.Net.Sockets;

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

    /// <summary>The same on ports that are free now, so that several demos run side by side.</summary>
    public static DemoAddresses Free()
    {
        // All are held until the last is found, or the system would hand out one twice.
        var held = new List<TcpListener>();
        try
        {
            int Port(string address)
            {
                var listener = new TcpListener(IPAddress.Parse(address), 0);
                listener.Start();
                held.Add(listener);
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }

            // All nodes answer other nodes at the same port, each on its own address.
            int SharedPort()
            {
                for (var tries = 0; ; tries++)
                {
                    var port = Port(NodeHosts[0]);
                    if (tries > 100 || NodeHosts.Skip(1).All(host => TryHold(host, port, held)))
                        return port;
                }
            }

            Uri Http(string host, string address) => new(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port(address)}"));
            var peers = SharedPort();
            return new DemoAddresses(
                Http("127.0.1.9", "127.0.1.9"),
                Http("localhost", "127.0.0.1"),
                Http("localhost", "127.0.0.1"),
                Http("localhost", "127.0.0.1"),
                NodeAddresses.On(NodeHosts[0], Port(NodeHosts[0]), peers),
                NodeAddresses.On(NodeHosts[1], Port(NodeHosts[1]), peers),
                NodeAddresses.On(NodeHosts[2], Port(NodeHosts[2]), peers),
                NodeAddresses.On(NodeHosts[3], Port(NodeHosts[3]), peers),
                Http(NodeHosts[1], NodeHosts[1]),
                Http(NodeHosts[2], NodeHosts[2]),
                Http(NodeHosts[3], NodeHosts[3]),
                SharedPort());
        }
        finally
        {
            held.ForEach(listener => listener.Stop());
        }
    }

    private static bool TryHold(string address, int port, List<TcpListener> held)
    {
        var listener = new TcpListener(IPAddress.Parse(address), port);
        try
        {
            listener.Start();
            held.Add(listener);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A sentence about the first address that cannot be listened on; null where all can.</summary>
    public string? Problem()
    {
        foreach (var address in All)
        {
            try
            {
                using var listener = new TcpListener(address.IsLoopback && address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host), address.Port);
                listener.Start();
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                return string.Create(CultureInfo.InvariantCulture, $"Port {address.Port} of {address.Host} is taken by another program. Stop that program, or the other demo, and start again.");
            }
            catch (SocketException missing) when (missing.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                return $"This machine does not have the loopback address {address.Host}. On macOS add it with: sudo ifconfig lo0 alias {address.Host}";
            }
        }

        return null;
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
