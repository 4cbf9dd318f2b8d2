using System.Collections.Concurrent;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Node;
using Cabildo.XRoad.Faults;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// The connections to other servers. Each server has a pool of its own, in which every connection was verified to be with that
/// very server.
/// </summary>
internal sealed partial class PeerConnections : IDisposable
{
    private readonly ConcurrentDictionary<Peer, Lazy<PeerPool>> _pools = new();
    private readonly FastestFirst _fastest;
    private readonly PeerHandshake _handshake;
    private readonly NodeSettings _node;
    private readonly ILogger _logger;

    public PeerConnections(NodeSettings node, PeerHandshake handshake, FastestFirst fastest, NodeConfiguration configuration, ILogger<PeerConnections> logger)
    {
        (_node, _handshake, _fastest, _logger) = (node, handshake, fastest, logger);
        configuration.OnChange(() => Forget(configuration));
    }

    /// <summary>
    /// Sends a message to the quickest of the servers that serve its provider; to the next if a connection cannot be had, for then
    /// nothing of it has left. One in maintenance is passed over.
    /// </summary>
    /// <param name="peers">At least one. One that is asked for by name comes alone.</param>
    /// <param name="message">The message.</param>
    /// <param name="addHeaders">Adds what belongs around it.</param>
    /// <param name="ct">Calls it off.</param>
    /// <exception cref="PeerConnectionException">No connection could be had, as itself or as the cause of the framework's own.</exception>
    public async Task<HttpResponseMessage> SendAsync(IReadOnlyList<Peer> peers, HttpContent message, Action<HttpRequestMessage> addHeaders, CancellationToken ct)
    {
        var order = InService(peers);
        if (order.Count > 1)
            order = await OrderAsync(order, ct);
        for (var i = 0; ; i++)
        {
            try
            {
                return await PoolOf(order[i]).SendAsync(message, addHeaders, ct);
            }
            catch (Exception exception) when (i + 1 < order.Count && !ct.IsCancellationRequested && PeerConnectionException.In(exception) is not null)
            {
                _fastest.Avoid(order[i]);
                LogUnreachable(order[i].Server, PeerConnectionException.In(exception)!.Problem.Name);
            }
        }
    }

    public void Dispose()
    {
        foreach (var pool in _pools.Values.Where(pool => pool.IsValueCreated))
            pool.Value.Dispose();
    }

    private static IReadOnlyList<Peer> InService(IReadOnlyList<Peer> peers)
    {
        var closed = 0;
        foreach (var peer in peers)
            closed += peer.Maintenance is null ? 0 : 1;
        if (closed == 0)
            return peers;
        return closed < peers.Count
            ? [.. peers.Where(peer => peer.Maintenance is null)]
            : throw new PeerConnectionException(new Problem(
                TrustCodes.MaintenanceMode, $"Security server '{peers[0].Server}' is in maintenance mode. {peers[0].Maintenance!.Message ?? "Try again later."}"));
    }

    private async ValueTask<IReadOnlyList<Peer>> OrderAsync(IReadOnlyList<Peer> peers, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(_node.ConnectTimeout);
        try
        {
            var (order, ready) = await _fastest.OrderAsync(peers, limited.Token);
            if (ready is not null)
                PoolOf(order[0]).Offer(ready);
            return order;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return peers;
        }
    }

    private PeerPool PoolOf(Peer peer) => _pools.GetOrAdd(peer, static (peer, handshake) => new(() => new PeerPool(peer, handshake)), _handshake).Value;

    // A server that is gone, or has moved, keeps no pool. What is under way in it comes to its end.
    private void Forget(NodeConfiguration configuration)
    {
        if (configuration.Latest is not { } snapshot)
            return;
        foreach (var (peer, _) in _pools)
        {
            var isThere = snapshot.Server(peer.Server) is { } server && server.Address == peer.Address;
            if (!isThere && _pools.TryRemove(peer, out var pool) && pool.IsValueCreated)
                pool.Value.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to security server {Server} could be made ({Code}); asking another")]
    private partial void LogUnreachable(object server, string code);
}
