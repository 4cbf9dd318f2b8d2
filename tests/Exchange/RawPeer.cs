using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Cabildo.Trust.Keys;

namespace Cabildo.Exchange.Tests;

/// <summary>
/// A server that has a registered certificate, keeps the bytes of the first message it is sent, and answers with bytes of
/// the test's own; or, with none, not at all.
/// </summary>
internal sealed class RawPeer(string? answer) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Parse("127.0.9.4"), 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _received = new();
    private Task _serving = Task.CompletedTask;

    public string Url => $"https://{_listener.LocalEndpoint}";

    /// <summary>The HTTP request it was sent, head and body.</summary>
    public Task<string> Received => _received.Task;

    public void Start(SoftToken token)
    {
        _listener.Start();
        _serving = ServeAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _serving);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(SoftToken token)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        await using var tls = new SslStream(client.GetStream());
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = token.Find("auth")!.Certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        await tls.AuthenticateAsServerAsync(options, _stop.Token);
        var request = new StringBuilder();
        var buffer = new byte[8192];
        while (!request.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
            request.Append(Encoding.UTF8.GetString(buffer, 0, await tls.ReadAsync(buffer, _stop.Token)));
        _received.SetResult(request.ToString());
        if (answer is not null)
        {
            await tls.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
            await tls.FlushAsync(_stop.Token);
            if (answer.Contains("Connection: close", StringComparison.Ordinal))
                await tls.ShutdownAsync();
        }

        await Task.Delay(Timeout.Infinite, _stop.Token);
    }
}
