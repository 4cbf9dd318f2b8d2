using System.Collections.Concurrent;
using System.Net.Sockets;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// In which order a provider's servers are called: the quickest to connect first. How quick a server is, is found out by
/// connecting to all of them at once, and is remembered of each server, whomever it serves.
/// </summary>
internal sealed class FastestFirst(TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Avoided = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<SecurityServerId, (TimeSpan Delay, DateTimeOffset Until)> _measured = new();

    /// <summary>The servers in their order; the first may come with a socket that is connected already.</summary>
    /// <param name="peers">More than one.</param>
    /// <param name="ct">Calls it off.</param>
    public async ValueTask<(IReadOnlyList<Peer> Order, Socket? Ready)> OrderAsync(IReadOnlyList<Peer> peers, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (peers.All(peer => _measured.TryGetValue(peer.Server, out var measured) && measured.Until > now))
            return (ByDelay(peers), null);
        var (winner, socket) = await RaceAsync(peers, ct);
        var order = ByDelay(peers);
        return (winner is null ? order : [winner, .. order.Where(peer => peer != winner)], socket);
    }

    /// <summary>A server cannot be connected to: it comes last for a while.</summary>
    public void Avoid(Peer peer) => _measured[peer.Server] = (TimeSpan.MaxValue, time.GetUtcNow() + Avoided);

    private List<Peer> ByDelay(IReadOnlyList<Peer> peers) => [.. peers.OrderBy(peer => _measured.TryGetValue(peer.Server, out var measured) ? measured.Delay : TimeSpan.MaxValue)];

    private async Task<(Peer? Winner, Socket? Socket)> RaceAsync(IReadOnlyList<Peer> peers, CancellationToken ct)
    {
        var racing = peers.Select(peer => (Peer: peer, Connecting: ConnectAsync(peer, ct))).ToList();
        while (racing.Count > 0)
        {
            await Task.WhenAny(racing.Select(racer => racer.Connecting));
            var first = racing.First(racer => racer.Connecting.IsCompleted);
            racing.Remove(first);
            if (await first.Connecting is { } socket)
            {
                // The others are measured too, but nobody waits for them.
                foreach (var (_, connecting) in racing)
                    _ = CloseAsync(connecting);
                return (first.Peer, socket);
            }
        }

        ct.ThrowIfCancellationRequested();
        return (null, null);
    }

    /// <summary>A connected socket; null if that failed. Measured either way.</summary>
    private async Task<Socket?> ConnectAsync(Peer peer, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        try
        {
            var socket = await PeerHandshake.ConnectAsync(peer, ct);
            _measured[peer.Server] = (time.GetElapsedTime(started), time.GetUtcNow() + Remembered);
            return socket;
        }
        catch (Exception failure) when (failure is PeerConnectionException or OperationCanceledException)
        {
            Avoid(peer);
            return null;
        }
    }

    private static async Task CloseAsync(Task<Socket?> connecting) => (await connecting)?.Dispose();
}
