using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.OcspRetrieval;

namespace Cabildo.Exchange.Tests.Certificates;

/// <summary>A consumer's node calls a server: what it must be, before a byte of a message is sent to it.</summary>
public sealed class PeerAsProviderTests : IDisposable
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence/1";
    private const string Sent = "Server.ClientProxy.HttpError";
    private readonly TestIssuer _issuer = new();

    [Fact]
    public async Task A_server_whose_certificate_is_in_order_is_sent_the_message() =>
        await AssertAsync(Sent, (nodes, peer) => peer.Start(nodes));

    [Fact]
    public async Task A_server_whose_certificate_is_not_registered_gets_nothing() => await AssertAsync("Server.ClientProxy.SslAuthenticationFailed", (nodes, peer) =>
    {
        peer.Start(nodes);
        nodes.Country.Change(nodes.Transport.Id, server => server with { AuthCertificateHashes = [] });
    });

    [Fact]
    public async Task A_server_with_the_certificate_of_another_gets_nothing() => await AssertAsync("Server.ClientProxy.SslAuthenticationFailed", (nodes, peer) =>
    {
        peer.Start(nodes);
        nodes.Country.Change(nodes.Transport.Id, server => server with { AuthCertificateHashes = [] });
        nodes.Country.Register(new SecurityServerId(nodes.Transport.Id.Owner, "other"), "127.0.9.8", [nodes.Transport.Certificate]);
    });

    [Fact]
    public async Task A_certificate_that_has_expired_is_not_relied_on() => await AssertAsync(
        "Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.CertValidation",
        (nodes, peer) => Start(nodes, peer, _issuer.Issue(nodes.Country.Authority, TestIssuer.Days(-0.9, -0.1))));

    [Fact]
    public async Task A_certificate_by_an_authority_that_nobody_approved_is_not_relied_on() => await AssertAsync(
        "Server.ClientProxy.SslAuthenticationFailed.CannotCreateCertPath",
        (nodes, peer) => Start(nodes, peer, _issuer.Issue(_issuer.Stranger(), TestIssuer.Days(-1, 9))));

    [Fact]
    public async Task A_signing_certificate_does_not_authenticate_a_server() => await AssertAsync(
        "Server.ClientProxy.SslAuthenticationFailed",
        (nodes, peer) => Start(nodes, peer, _issuer.Issue(nodes.Country.Authority, TestIssuer.Days(-0.5, 9), forSigning: true)));

    [Fact]
    public async Task An_authority_that_is_approved_for_TLS_alone_is_good_enough() => await AssertAsync(Sent, (nodes, peer) =>
    {
        var authority = _issuer.Stranger();
        var token = _issuer.Issue(authority, TestIssuer.Days(-1, 9));
        var certificate = token.Find("auth")!.Certificate!;
        var responder = new TestResponder(authority, authority.Certificate!, TimeProvider.System, "127.0.9.249");
        nodes.Country.Centre.Shared = nodes.Country.Centre.Shared with
        {
            ApprovedCas = [.. nodes.Country.Centre.Shared.ApprovedCas, nodes.Country.Approve(authority.Certificate!) with { AuthenticationOnly = true }],
        };
        nodes.Country.Change(nodes.Transport.Id, server => server with { AuthCertificateHashes = [CertificateHash.Of(certificate)] });
        peer.Start(nodes, token, () => OcspAnswer.Write([responder.Answer(certificate)]));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_by_an_authority_beneath_an_approved_one_needs_both_answers(bool both)
    {
        var (top, beneath) = _issuer.TwoLevels();
        var token = _issuer.Issue(beneath, TestIssuer.Days(-1, 9), forSigning: false, beneath.Certificate!);
        await AssertAsync(both ? Sent : "Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.CertValidation", (nodes, peer) =>
        {
            var responder = new TestResponder(top, top.Certificate!, TimeProvider.System, "127.0.9.249");
            var below = new TestResponder(beneath, beneath.Certificate!, TimeProvider.System, "127.0.9.249");
            nodes.Country.Centre.Shared = nodes.Country.Centre.Shared with
            {
                ApprovedCas = [.. nodes.Country.Centre.Shared.ApprovedCas, nodes.Country.Approve(top.Certificate!)],
            };
            nodes.Country.Change(nodes.Transport.Id, server => server with { AuthCertificateHashes = [CertificateHash.Of(token.Find("auth")!.Certificate!)] });
            ReadOnlyMemory<byte> own = below.Answer(token.Find("auth")!.Certificate!);
            peer.Start(nodes, token, () => OcspAnswer.Write(both ? [own, responder.Answer(beneath.Certificate!)] : [own]));
        });
    }

    [Fact]
    public async Task A_revoked_certificate_is_not_relied_on() =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.CertValidation", (nodes, peer) =>
        {
            nodes.Country.Responder.Revoke(nodes.Transport.Certificate);
            peer.Start(nodes);
        });

    [Fact]
    public async Task An_OCSP_answer_beyond_its_freshness_does_not_count() =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.IncorrectValidationInfo", (nodes, peer) =>
            peer.Start(nodes, nodes.Transport.Token, () => OcspAnswer.Write([OldAnswer(nodes)])));

    [Fact]
    public async Task An_OCSP_answer_by_somebody_else_does_not_count() =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.IncorrectValidationInfo", (nodes, peer) =>
        {
            var stranger = _issuer.Stranger();
            var forger = new TestResponder(stranger, nodes.Country.Authority.Certificate!, TimeProvider.System, "127.0.9.249");
            peer.Start(nodes, nodes.Transport.Token, () => OcspAnswer.Write([forger.Answer(nodes.Transport.Certificate)]));
        });

    [Fact]
    public async Task An_OCSP_answer_about_another_certificate_does_not_count() =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.CertValidation", (nodes, peer) =>
            peer.Start(nodes, nodes.Transport.Token, () => OcspAnswer.Write([nodes.Country.Responder.Answer(nodes.Consumer.Certificate)])));

    [Fact]
    public async Task Rubbish_in_place_of_an_OCSP_answer_does_not_count() =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InvalidCertPath.IncorrectValidationInfo", (nodes, peer) =>
            peer.Start(nodes, nodes.Transport.Token, () => OcspAnswer.Write([new byte[] { 1, 2, 3 }])));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/related; boundary=b")]
    public async Task A_server_that_says_nothing_of_its_certificate_gets_nothing(string contentType) =>
        await AssertAsync("Server.ClientProxy.SslAuthenticationFailed.InternalError", (nodes, peer) =>
            peer.Start(nodes, nodes.Transport.Token, () => new OcspAnswer(contentType, "hello"u8.ToArray())));

    public void Dispose() => _issuer.Dispose();

    private static void Start(TestNodes nodes, RawPeer peer, SoftToken token)
    {
        var certificate = token.Find("auth")!.Certificate!;
        nodes.Country.Change(nodes.Transport.Id, server => server with { AuthCertificateHashes = [CertificateHash.Of(certificate)] });
        peer.Start(nodes, token, () => OcspAnswer.Write([nodes.Country.Responder.Answer(certificate)]));
    }

    private static byte[] OldAnswer(TestNodes nodes)
    {
        nodes.Country.Responder.Age = TimeSpan.FromMinutes(61);
        var answer = nodes.Country.Responder.Answer(nodes.Transport.Certificate);
        nodes.Country.Responder.Age = TimeSpan.Zero;
        return answer;
    }

    private static async Task AssertAsync(string code, Action<TestNodes, RawPeer> start)
    {
        await using var peer = new RawPeer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            start(nodes, peer);
            nodes.Consumer.Settings["Exchange:PeerTimeout"] = "00:00:05";
        });

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence, code, 500);
        Assert.Equal(code == Sent, peer.Received.IsCompletedSuccessfully);
    }
}
