using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Node;
using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// Connects to another server by mutual TLS. A connection that is handed out is to that very server, by a certificate that was
/// verified with its OCSP answer: before that, nothing is sent over it.
/// </summary>
internal sealed class PeerHandshake(NodeSettings node, NodeIdentity identity, PeerCertificates certificates)
{
    /// <summary>Opens a connection for messages.</summary>
    /// <param name="peer">The server.</param>
    /// <param name="ready">A socket that is connected to it already; null to connect. It is closed if that fails.</param>
    /// <param name="ct">Calls it off.</param>
    /// <exception cref="PeerConnectionException">It cannot be had.</exception>
    public async ValueTask<Stream> OpenAsync(Peer peer, Socket? ready, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(node.ConnectTimeout);
        Stream? stream = null;
        try
        {
            var socket = ready ?? await ConnectAsync(peer, limited.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            var (tls, carried) = await SecureAsync(peer, stream, limited.Token);
            stream = tls;
            // The other end's answers about its certificate have a limit of their own.
            if (await certificates.VerifyAsync(tls.RemoteCertificate as X509Certificate2, carried, peer, ct) is { } problem)
                throw new PeerConnectionException(problem);
            return Kept(ref stream);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new PeerConnectionException(new Problem(FaultCodes.NetworkError, $"Security server '{peer.Server}' could not be reached in time. Try again later."), late);
        }
        finally
        {
            if (stream is not null)
                await stream.DisposeAsync();
        }
    }

    /// <summary>A socket that is connected to a server, over which nothing was sent.</summary>
    /// <exception cref="PeerConnectionException">It cannot be reached.</exception>
    public static async Task<Socket> ConnectAsync(Peer peer, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(peer.Address, peer.Port, ct);
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure is SocketException
                ? new PeerConnectionException(new Problem(FaultCodes.NetworkError, $"Security server '{peer.Server}' could not be reached. Try again later."), failure)
                : failure;
        }
    }

    private async Task<(SslStream Tls, IReadOnlyList<X509Certificate2> Carried)> SecureAsync(Peer peer, Stream stream, CancellationToken ct)
    {
        IReadOnlyList<X509Certificate2> carried = [];
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(peer, sent => carried = sent), ct);
            return (tls, carried);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            throw new PeerConnectionException(
                new Problem(FaultCodes.SslAuthenticationFailed, $"TLS with security server '{peer.Server}' failed. Check that the certificates of both are registered."), failure);
        }
    }

    private SslClientAuthenticationOptions Options(Peer peer, Action<IReadOnlyList<X509Certificate2>> carried) => new()
    {
        TargetHost = peer.Address,
        ClientCertificateContext = identity.CertificateContext,
        EnabledSslProtocols = TlsSuites.Protocols,
        CertificateChainPolicy = TlsSuites.ChainPolicy(),
        // What a certificate is worth takes time to find out: that is done after the handshake, as X-Road does, and before anything is sent.
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            carried(PeerCertificates.Carried(chain));
            return certificate is not null;
        },
    };

    private static Stream Kept(ref Stream? stream)
    {
        var kept = stream!;
        stream = null;
        return kept;
    }
}
