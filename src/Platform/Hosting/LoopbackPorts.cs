using System.Net;
using System.Net.Sockets;

namespace Cabildo.Platform.Hosting;

/// <summary>Finds ports for servers that have none of their own: a demo that is checked, a role under test.</summary>
/// <remarks>
/// A port that the system calls free is given to whoever asks next before its server listens. So each process that asks here has a block of ports
/// for itself, held by listening on the block's first for as long as it runs, below those that systems give to clients; and goes round in it.
/// </remarks>
public static class LoopbackPorts
{
    private const int First = 12_000;
    private const int Blocks = 40;
    private const int Length = 500;
    private static readonly Lock Turn = new();
    private static TcpListener? _held;
    private static int _start;
    private static int _last;

    /// <summary>A port that nobody listens at on any of <paramref name="hosts"/>, and that this process is not given again before the others of its block.</summary>
    /// <param name="hosts">Addresses, or <c>localhost</c>, which is both of its addresses.</param>
    /// <exception cref="IOException">The machine lacks an address, or everything is taken; the message says what to do.</exception>
    public static int Free(params ReadOnlySpan<string> hosts)
    {
        lock (Turn)
        {
            _held ??= HoldBlock();
            for (var tries = 1; tries < Length; tries++)
            {
                _last = (_last % (Length - 1)) + 1;
                if (IsFree(hosts, _start + _last))
                    return _start + _last;
            }
        }

        throw new IOException($"No port from {_start} to {_start + Length - 1} is free on {string.Join(", ", hosts)}. Stop what listens there.");
    }

    /// <summary>Whether a server could listen on <paramref name="host"/> at <paramref name="port"/> now.</summary>
    /// <inheritdoc cref="Free"/>
    public static bool IsFree(string host, int port) => IsFree([host], port);

    private static bool IsFree(ReadOnlySpan<string> hosts, int port)
    {
        foreach (var host in hosts)
        {
            if (!IsFree(host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host), host, port))
                return false;
            if (host == "localhost" && !IsFree(IPAddress.IPv6Loopback, host, port))
                return false;
        }

        return true;
    }

    private static bool IsFree(IPAddress address, string host, int port)
    {
        switch (TryListen(address, port, out var listener))
        {
            case SocketError.Success:
                listener.Dispose();
                return true;
            case SocketError.AddressAlreadyInUse or SocketError.AccessDenied:
                return false;
            case var _ when host == "localhost" && address.Equals(IPAddress.IPv6Loopback):
                // A machine without IPv6: servers listen on the other address alone.
                return true;
            default:
                throw new IOException($"This machine does not have the loopback address {host}. On macOS add it with: sudo ifconfig lo0 alias {host}");
        }
    }

    private static TcpListener HoldBlock()
    {
        var from = Random.Shared.Next(Blocks);
        for (var i = 0; i < Blocks; i++)
        {
            _start = First + ((from + i) % Blocks * Length);
            if (TryListen(IPAddress.Loopback, _start, out var held) == SocketError.Success)
                return held;
        }

        throw new IOException($"All ports that are kept for checks and tests, {First} to {First + (Blocks * Length) - 1}, are held by others. Wait until one of them ends.");
    }

    private static SocketError TryListen(IPAddress address, int port, out TcpListener listener)
    {
        listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException problem)
        {
            listener.Dispose();
            return problem.SocketErrorCode;
        }
    }
}
