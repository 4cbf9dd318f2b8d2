using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;

namespace Cabildo.Exchange.Tests.Management;

/// <summary><c>Exchange:ManagementUrl</c> by HTTPS.</summary>
public sealed class ManagementTlsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operators_are_shown_the_nodes_authentication_certificate_and_need_none_themselves()
    {
        await using var nodes = await ManagedNodes.StartAsync(configure: nodes =>
            nodes.Transport.Settings["Exchange:ManagementUrl"] = $"https://127.0.9.2:{LoopbackPorts.Free("127.0.9.2")}");
        X509Certificate? shown = null;
        using var http = ClientOf(nodes, certificate => (shown = certificate) is not null);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await nodes.KeyAsync("luz"));

        using var listed = await http.GetAsync("/services", Ct);
        using var given = await http.PutAsync("/groups/doctors", new StringContent("{}"), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (listed.StatusCode, given.StatusCode));
        Assert.Equal(nodes.Nodes.Transport.Certificate.GetCertHashString(), shown?.GetCertHashString());
    }

    [Fact]
    public async Task Nobody_is_answered_in_the_clear_or_without_a_key()
    {
        await using var nodes = await ManagedNodes.StartAsync(configure: nodes =>
            nodes.Transport.Settings["Exchange:ManagementUrl"] = $"https://127.0.9.2:{LoopbackPorts.Free("127.0.9.2")}");
        using var keyless = ClientOf(nodes, _ => true);
        using var clear = new HttpClient { BaseAddress = new Uri(nodes.Url.Replace("https:", "http:", StringComparison.Ordinal)) };

        Assert.Equal("no-operator", await ManagedNodes.CodeOf(await keyless.GetAsync("/services", Ct)));
        await Assert.ThrowsAsync<HttpRequestException>(() => clear.GetAsync("/services", Ct));
    }

    private static HttpClient ClientOf(ManagedNodes nodes, Func<X509Certificate?, bool> takes) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => takes(certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData())) },
    })
    {
        BaseAddress = new Uri(nodes.Url),
    };
}
