using System.Net.Security;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Certificates;

/// <summary>A server calls a provider's node: what it must be to be heard.</summary>
public sealed class PeerAsConsumerTests : IAsyncLifetime
{
    private readonly TestIssuer _issuer = new();
    private TestNodes _nodes = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _nodes = await TestNodes.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        _issuer.Dispose();
    }

    [Fact]
    public async Task A_server_whose_certificate_and_answer_are_in_order_is_heard() =>
        Assert.Null(await AskAsync(_nodes.Consumer.Token, _nodes.Country.Responder.Answer(_nodes.Consumer.Certificate)));

    [Fact]
    public async Task A_request_without_an_OCSP_answer_is_refused_even_after_one_with_it()
    {
        await AskAsync(_nodes.Consumer.Token, _nodes.Country.Responder.Answer(_nodes.Consumer.Certificate));

        AssertRefused("", await AskAsync(_nodes.Consumer.Token));
    }

    [Fact]
    public async Task A_revoked_certificate_is_refused()
    {
        _nodes.Country.Responder.Revoke(_nodes.Consumer.Certificate);

        AssertRefused("InvalidCertPath.CertValidation: ", await AskAsync(_nodes.Consumer.Token, _nodes.Country.Responder.Answer(_nodes.Consumer.Certificate)));
    }

    [Fact]
    public async Task An_answer_beyond_its_freshness_is_refused()
    {
        _nodes.Country.Responder.Age = TimeSpan.FromMinutes(61);

        AssertRefused("InvalidCertPath.IncorrectValidationInfo: ", await AskAsync(_nodes.Consumer.Token, _nodes.Country.Responder.Answer(_nodes.Consumer.Certificate)));
    }

    [Fact]
    public async Task An_answer_by_somebody_else_is_refused()
    {
        var forger = new TestResponder(_issuer.Stranger(), _nodes.Country.Authority.Certificate!, TimeProvider.System, "127.0.9.249");

        AssertRefused("InvalidCertPath.IncorrectValidationInfo: ", await AskAsync(_nodes.Consumer.Token, forger.Answer(_nodes.Consumer.Certificate)));
        AssertRefused("InvalidCertPath.IncorrectValidationInfo: ", await AskAsync(_nodes.Consumer.Token, [1, 2, 3]));
    }

    [Fact]
    public async Task A_server_of_another_member_does_not_speak_for_this_one()
    {
        var token = await RegisterAsync(_issuer.Issue(_nodes.Country.Authority, TestIssuer.Days(-0.5, 9)), "RP/GOV/interior/interior-1");

        AssertRefused("", await AskAsync(token, _nodes.Country.Responder.Answer(token.Find("auth")!.Certificate!)));
    }

    [Theory]
    [InlineData("unregistered")]
    [InlineData("expired")]
    [InlineData("unapproved")]
    [InlineData("signing")]
    public async Task A_certificate_that_can_never_be_good_gets_no_connection(string kind)
    {
        var token = kind switch
        {
            "expired" => _issuer.Issue(_nodes.Country.Authority, TestIssuer.Days(-0.9, -0.1)),
            "unapproved" => _issuer.Issue(_issuer.Stranger(), TestIssuer.Days(-1, 9)),
            _ => _issuer.Issue(_nodes.Country.Authority, TestIssuer.Days(-0.5, 9), forSigning: kind == "signing"),
        };
        if (kind != "unregistered")
            await RegisterAsync(token, "RP/GOV/interior/interior-1");

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(token, _nodes.Country.Responder.Answer(token.Find("auth")!.Certificate!)));
    }

    [Fact]
    public async Task A_server_of_a_federated_instance_speaks_for_the_members_of_that_instance_alone()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-andes-");
        await using var andes = await TestCountry.StartAsync(folder.FullName, instance: "RA");
        _nodes.Country.FederateWith(andes);
        var token = _issuer.Issue(andes.Authority, TestIssuer.Days(-0.5, 9));
        var certificate = token.Find("auth")!.Certificate!;
        Assert.True(SubsystemId.TryParse("RA/GOV/interior/borders", out var borders));
        Assert.True(SubsystemId.TryParse(TestNodes.Client, out var own));
        andes.Register(new SecurityServerId(borders.Member, "interior-1"), "127.0.9.7", [certificate], borders);
        await _nodes.Transport.RefreshAsync();
        var peers = _nodes.Transport.Services.GetRequiredService<PeerCertificates>();
        var current = _nodes.Transport.Services.GetRequiredService<NodeConfiguration>().Current!;

        Assert.Null(peers.Admit(certificate, []));
        Assert.Null(peers.Check(current, certificate, [andes.Responder.Answer(certificate)], borders));
        Assert.Equal("SslAuthenticationFailed", peers.Check(current, certificate, [andes.Responder.Answer(certificate)], own)?.Name);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_a_configuration_in_force_a_server_is_told_so()
    {
        _nodes.Country.Centre.Validity = TimeSpan.FromSeconds(2);
        await _nodes.Transport.RefreshAsync();
        await _nodes.Country.Centre.StopAsync();
        await Task.Delay(2500, Ct);

        Assert.Equal("Server.ServerProxy.OutdatedGlobalConf", (await AskAsync(_nodes.Consumer.Token, _nodes.Country.Responder.Answer(_nodes.Consumer.Certificate)))?.Code);
    }

    private async Task<SoftToken> RegisterAsync(SoftToken token, string server)
    {
        Assert.True(SecurityServerId.TryParse(server, out var id));
        _nodes.Country.Register(id, "127.0.9.6", [token.Find("auth")!.Certificate!]);
        await _nodes.Transport.RefreshAsync();
        return token;
    }

    // X-Road's servers keep why a certificate does not count to the sentence (sources, ServerMessageProcessor).
    private static void AssertRefused(string why, Fault? fault)
    {
        Assert.Equal("Server.ServerProxy.ServiceFailed.SslAuthenticationFailed", fault?.Code);
        Assert.StartsWith(why, fault!.Message, StringComparison.Ordinal);
    }

    /// <summary>Sends a request of the consumer's client; the fault that comes back, or null.</summary>
    private async Task<Fault?> AskAsync(SoftToken token, byte[]? ocsp = null)
    {
        byte[] answers = ocsp is null ? [] : [.. "--b\r\ncontent-type: application/ocsp-response\r\n\r\n"u8, .. ocsp, .. "\r\n"u8];
        var part = $"GET\r\n/r1/{TestNodes.Provider}/licence/1\r\nx-road-client:{TestNodes.Client}\r\nx-road-id:m\r\nx-road-request-id:r\r\n";
        var signature = _nodes.Consumer.SignerUnder(_nodes.Country).Sign(new SignableMessage(SHA512.HashData(Encoding.UTF8.GetBytes(part))));
        var message = $"--b\r\ncontent-type: application/x-road-rest-request\r\n\r\n{part}"
            + $"\r\n--b\r\ncontent-type: signature/bdoc-1.0/ts\r\n\r\n{Encoding.UTF8.GetString(signature.Xml.Span)}\r\n--b--\r\n";
        using var request = new HttpRequestMessage(HttpMethod.Post, _nodes.Transport.PeersUrl) { Content = new ByteArrayContent([.. answers, .. Encoding.UTF8.GetBytes(message)]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");
        request.Headers.Add("x-hash-algorithm", "SHA-512");
        request.Headers.Add("x-road-message-type", "REST");
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = SslStreamCertificateContext.Create(token.Find("auth")!.Certificate!, [], offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _nodes.Transport.Certificate.GetCertHashString(),
            },
        });
        using var answer = await http.SendAsync(request, Ct);
        return SoapFault.TryRead(await answer.Content.ReadAsByteArrayAsync(Ct), out var fault) ? fault : null;
    }
}
