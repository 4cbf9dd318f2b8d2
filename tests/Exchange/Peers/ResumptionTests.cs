using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Peers;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.OcspRetrieval;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Peers;

/// <summary>Sessions of TLS are resumed, as OpenSSL at the other end sees it.</summary>
public sealed class ResumptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-resume-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_calls_again_resumes_its_session()
    {
        SkipWithoutOpenSsl();
        await using var nodes = await TestNodes.StartAsync();
        var key = KeyFile(nodes.Consumer.Token);

        using var client = Start("s_client", "-connect", new Uri(nodes.Transport.PeersUrl).Authority, "-cert", key, "-key", key, "-tls1_2", "-reconnect");
        client.StandardInput.Close();
        _ = client.StandardError.ReadToEndAsync(Ct);
        var said = await client.StandardOutput.ReadToEndAsync(Ct);

        Assert.Contains("Reused, TLSv1.2", said, StringComparison.Ordinal);
    }

    // By its name: the framework keeps the sessions of servers that have one.
    [Fact]
    public async Task A_server_that_is_called_again_resumes_its_session_and_its_certificate_is_looked_at_again()
    {
        SkipWithoutOpenSsl();
        await using var nodes = await TestNodes.StartAsync(nodes => nodes.Country.Change(nodes.Transport.Id, server => server with { Address = "localhost" }));
        await using var door = TestOcspDoor.Start("127.0.0.1", nodes.Country, () => OcspAnswer.Write([nodes.Country.Responder.Answer(nodes.Transport.Certificate)]));
        var key = KeyFile(nodes.Transport.Token);
        using var server = Start("s_server", "-accept", $"127.0.0.1:{nodes.Country.PeersPort}", "-cert", key, "-key", key, "-verify", "1", "-www");
        _ = server.StandardError.ReadToEndAsync(Ct);
        _ = server.StandardOutput.ReadToEndAsync(Ct);

        Assert.Contains("New, TLSv1.3", await CallAsync(nodes), StringComparison.Ordinal);
        Assert.Contains("Reused, TLSv1.3", await CallAsync(nodes), StringComparison.Ordinal);

        nodes.Country.Change(nodes.Transport.Id, registered => registered with { AuthCertificateHashes = [] });
        await nodes.Consumer.RefreshAsync();
        var refused = await Assert.ThrowsAsync<PeerConnectionException>(() => CallAsync(nodes));
        Assert.Equal("SslAuthenticationFailed", refused.Problem.Name);
        server.Kill();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void SkipWithoutOpenSsl() => Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "openssl is not on this machine (apt install openssl).");

    private static async Task<string> CallAsync(TestNodes nodes)
    {
        var peer = new Peer(nodes.Transport.Id, "localhost", nodes.Country.PeersPort);
        for (var i = 0; ; i++)
        {
            try
            {
                await using var stream = await nodes.Consumer.Services.GetRequiredService<PeerHandshake>().OpenAsync(peer, null, Ct);
                await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), Ct);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                return await reader.ReadToEndAsync(Ct);
            }
            catch (PeerConnectionException starting) when (starting.Problem.Name == "NetworkError" && i < 50)
            {
                await Task.Delay(100, Ct);
            }
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("openssl", arguments)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
    })!;

    private string KeyFile(SoftToken token)
    {
        var (key, file) = (token.Find("auth")!, Path.Combine(_folder, "peer.pem"));
        File.WriteAllText(file, $"{((ECDsa)key.Key).ExportPkcs8PrivateKeyPem()}\n{key.Certificate!.ExportCertificatePem()}\n");
        return file;
    }
}
