using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.OcspRetrieval;

namespace Cabildo.Exchange.Tests;

/// <summary>
/// A server that has a registered certificate, keeps the bytes of the first message it is sent, and answers with bytes of
/// the test's own; or, with none, not at all.
/// </summary>
/// <param name="answer">Makes the answer, of bytes written as characters of Latin-1, once the request is there.</param>
internal sealed class RawPeer(Func<string?> answer) : IAsyncDisposable
{
    private const string Address = "127.0.9.4";
    private TcpListener _listener = null!;
    private IAsyncDisposable? _ocsp;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _received = new();
    private Task _serving = Task.CompletedTask;

    public RawPeer(string? answer)
        : this(() => answer)
    {
    }

    /// <summary>The HTTP request it was sent, head and body.</summary>
    public Task<string> Received => _received.Task;

    /// <summary>Takes the place of the transport's node, at another address.</summary>
    public void Start(TestNodes nodes) => Start(nodes, nodes.Transport.Token, () => OcspAnswer.Write([nodes.Country.Responder.Answer(nodes.Transport.Certificate)]));

    /// <summary>The same with another certificate, and another word about it.</summary>
    public void Start(TestNodes nodes, SoftToken token, Func<OcspAnswer> ocsp)
    {
        nodes.Country.Change(nodes.Transport.Id, server => server with { Address = Address });
        _listener = new TcpListener(IPAddress.Parse(Address), nodes.Country.PeersPort);
        _listener.Start();
        _ocsp = TestOcspDoor.Start(Address, nodes.Country, ocsp);
        _serving = ServeAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // It waits to be stopped, or the other end has left.
        await Assert.ThrowsAnyAsync<Exception>(() => _serving);
        _listener.Dispose();
        await _ocsp!.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(SoftToken token)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        await using var tls = new SslStream(client.GetStream());
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(token.Find("auth")!.Certificate!, [.. token.Find("auth")!.Issuers], offline: true),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        await tls.AuthenticateAsServerAsync(options, _stop.Token);
        var request = new StringBuilder();
        var buffer = new byte[8192];
        while (!request.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await tls.ReadAsync(buffer, _stop.Token);
            if (count == 0)
                throw new EndOfStreamException("The other end has left.");
            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        _received.SetResult(request.ToString());
        if (answer() is { } text)
        {
            await tls.WriteAsync(Encoding.Latin1.GetBytes(text), _stop.Token);
            await tls.FlushAsync(_stop.Token);
            if (text.Contains("Connection: close", StringComparison.Ordinal))
                await tls.ShutdownAsync();
        }

        await Task.Delay(Timeout.Infinite, _stop.Token);
    }
}
