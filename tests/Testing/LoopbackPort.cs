using System.Net;
using System.Net.Sockets;

namespace Cabildo.Testing;

/// <summary>Finds ports for servers under test.</summary>
public static class LoopbackPort
{
    /// <summary>A port that was free a moment ago on <paramref name="address"/> (127.0.0.1 if not set).</summary>
    public static int Free(string address = "127.0.0.1")
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
