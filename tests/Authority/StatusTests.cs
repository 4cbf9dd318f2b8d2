using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Cabildo.Trust.Revocation;

namespace Cabildo.Authority.Tests;

/// <summary>The OCSP responder over HTTP, RFC 6960.</summary>
public sealed class StatusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_certificate_is_good_until_it_is_revoked_and_then_at_once_it_is_not(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var issued = await IssueAsync(role);
        Assert.Equal(OcspOutcome.Good, (await CheckAsync(role, issued)).Outcome);

        Assert.Null(await role.The<RevokeCertificate>().RunAsync(issued.Serial, X509RevocationReason.KeyCompromise, Ct));

        var verdict = await CheckAsync(role, issued);
        Assert.Equal((OcspOutcome.Revoked, X509RevocationReason.KeyCompromise), (verdict.Outcome, verdict.Answer!.Status.Reason));
        Assert.Equal("already-revoked", (await role.The<RevokeCertificate>().RunAsync(issued.Serial, X509RevocationReason.Superseded, Ct))?.Code);
        Assert.Equal("already-revoked", (await role.The<ReleaseCertificate>().RunAsync(issued.Serial, Ct))?.Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_certificate_on_hold_says_so_and_is_good_again_when_released(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var issued = await IssueAsync(role);

        Assert.Equal("not-suspended", (await role.The<ReleaseCertificate>().RunAsync(issued.Serial, Ct))?.Code);
        Assert.Null(await role.The<SuspendCertificate>().RunAsync(issued.Serial.ToLowerInvariant(), Ct));
        Assert.Equal("already-suspended", (await role.The<SuspendCertificate>().RunAsync(issued.Serial, Ct))?.Code);
        var held = await CheckAsync(role, issued);
        Assert.Null(await role.The<ReleaseCertificate>().RunAsync(issued.Serial, Ct));

        Assert.Equal((OcspOutcome.Revoked, X509RevocationReason.CertificateHold), (held.Outcome, held.Answer!.Status.Reason));
        Assert.Equal(OcspOutcome.Good, (await CheckAsync(role, issued)).Outcome);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Of_many_who_revoke_one_certificate_at_the_same_moment_one_does(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var issued = await IssueAsync(role);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => role.The<RevokeCertificate>().RunAsync(issued.Serial, X509RevocationReason.Unspecified, Ct)));

        Assert.Single(refusals, refusal => refusal is null);
    }

    [Fact]
    public async Task The_authoritys_own_certificates_and_strangers_are_not_revoked()
    {
        await using var role = await AuthorityRole.StartAsync();
        var issued = await IssueAsync(role);
        using var root = issued.OpenAuthority();
        await CheckAsync(role, issued);

        Assert.Equal("own-certificate", (await role.The<RevokeCertificate>().RunAsync(root.SerialNumber, X509RevocationReason.KeyCompromise, Ct))?.Code);
        Assert.Equal("unknown-certificate", (await role.The<RevokeCertificate>().RunAsync("4D21", X509RevocationReason.KeyCompromise, Ct))?.Code);
        Assert.Equal("reason-wrong", (await role.The<RevokeCertificate>().RunAsync(issued.Serial, X509RevocationReason.CertificateHold, Ct))?.Code);
    }

    [Fact]
    public async Task A_certificate_that_was_never_issued_is_unknown_though_the_issuer_is_right()
    {
        await using var role = await AuthorityRole.StartAsync();
        var issued = await IssueAsync(role);
        await using var other = await AuthorityRole.StartAsync();
        var theirs = await IssueAsync(other);
        using var certificate = theirs.Open();
        using var theirRoot = theirs.OpenAuthority();

        // Another authority's certificate, and one with our issuer whose serial number nobody gave.
        var foreign = await PostAsync(role, new OcspRequest([OcspCertificateId.Of(certificate, theirRoot)]).Encode());
        var request = new OcspRequest([IdOf(issued)]).Encode();
        request[^1] ^= 1;
        var made = await PostAsync(role, request);

        Assert.Equal(OcspStatusKind.Unknown, foreign.Basic!.Answers.Single().Status.Kind);
        Assert.Equal(OcspStatusKind.Unknown, made.Basic!.Answers.Single().Status.Kind);
    }

    [Fact]
    public async Task The_nonce_comes_back_and_such_answers_are_not_kept()
    {
        await using var role = await AuthorityRole.StartAsync();
        var nonce = OcspRequest.NewNonce();
        var request = new OcspRequest([IdOf(await IssueAsync(role))], nonce).Encode();

        using var answer = await role.Anyone.GetAsync($"/ocsp/{Uri.EscapeDataString(Convert.ToBase64String(request))}", Ct);
        var response = OcspResponse.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));

        Assert.Equal(nonce, response.Basic!.Nonce!.Value.ToArray());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_request_by_GET_is_answered_and_may_be_kept_for_a_short_time()
    {
        await using var role = await AuthorityRole.StartAsync();
        var issued = await IssueAsync(role);

        // Base 64 has slashes now and then: enough requests to have some, escaped and as they are.
        for (var i = 0; i < 24; i++)
        {
            issued = await IssueAsync(role);
            var text = Convert.ToBase64String(new OcspRequest([IdOf(issued)]).Encode());
            using var answer = await role.Anyone.GetAsync("/ocsp/" + (i % 2 == 0 ? Uri.EscapeDataString(text) : text), Ct);
            Assert.Equal("application/ocsp-response", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal((TimeSpan.FromSeconds(30), true), (answer.Headers.CacheControl!.MaxAge, answer.Headers.CacheControl.Public));
            Assert.Equal(OcspStatusKind.Good, OcspResponse.Parse(await answer.Content.ReadAsByteArrayAsync(Ct)).Basic!.Answers.Single().Status.Kind);
        }
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_malformed_in_the_RFCs_words()
    {
        await using var role = await AuthorityRole.StartAsync();
        var request = new OcspRequest([IdOf(await IssueAsync(role))]).Encode();

        byte[][] wrong = [[], [0x30], "nonsense"u8.ToArray(), request[..^1], [.. request, 0], new byte[OcspRequest.LargestSize], new byte[100 * 1024]];
        foreach (var body in wrong)
        {
            var response = await PostAsync(role, body);
            Assert.Equal(OcspResponseStatus.MalformedRequest, response.Status);
        }

        using var byGet = await role.Anyone.GetAsync("/ocsp/***", Ct);
        Assert.Equal(OcspResponseStatus.MalformedRequest, OcspResponse.Parse(await byGet.Content.ReadAsByteArrayAsync(Ct)).Status);
        using var otherType = await role.Anyone.PostAsync("/ocsp", new ByteArrayContent(request) { Headers = { ContentType = new("text/plain") } }, Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, otherType.StatusCode);
        Assert.Equal(OcspResponseStatus.MalformedRequest, OcspResponse.Parse(await otherType.Content.ReadAsByteArrayAsync(Ct)).Status);
    }

    [Fact]
    public async Task The_responders_certificate_is_renewed_before_it_ends()
    {
        await using var role = await AuthorityRole.StartAsync();
        var issued = await IssueAsync(role);
        var first = (await CheckAsync(role, issued)).Responder!.SerialNumber;

        role.Time.Advance(TimeSpan.FromDays(19));
        var second = (await CheckAsync(role, issued)).Responder!.SerialNumber;
        role.Time.Advance(TimeSpan.FromDays(2));
        var third = await CheckAsync(role, issued);

        Assert.Equal(first, second);
        Assert.NotEqual(first, third.Responder!.SerialNumber);
        Assert.Equal(OcspOutcome.Good, third.Outcome);
    }

    [Fact]
    public async Task An_answer_counts_until_servers_stop_relying_on_it()
    {
        await using var role = await AuthorityRole.StartAsync();

        var answer = (await CheckAsync(role, await IssueAsync(role))).Answer!;

        Assert.Equal(TimeSpan.FromHours(1), answer.NextUpdate - answer.ThisUpdate);
    }

    [Theory]
    [InlineData("EcdsaP256")]
    [InlineData("Rsa2048")]
    public async Task Openssl_asks_and_believes_the_answers(string kind)
    {
        await using var role = await AuthorityRole.StartAsync(change: settings => settings["Authority:KeyKind"] = kind);
        var issued = await IssueAsync(role);
        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        var (file, root) = (role.Save("cert.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())), role.Save("root.pem", Encoding.ASCII.GetBytes(authority.ExportCertificatePem())));
        string[] question = ["-issuer", root, "-cert", file, "-url", role.Url + "/ocsp", "-CAfile", root, "-nonce"];

        var (exit, good) = await OpenSsl.AskAsync(["ocsp", .. question]);
        await role.The<RevokeCertificate>().RunAsync(issued.Serial, X509RevocationReason.CessationOfOperation, Ct);
        var (_, revoked) = await OpenSsl.AskAsync(["ocsp", "-sha256", .. question]);

        Assert.Equal(0, exit);
        Assert.Contains("Response verify OK", good, StringComparison.Ordinal);
        Assert.Contains("cert.pem: good", good, StringComparison.Ordinal);
        Assert.Contains("Response verify OK", revoked, StringComparison.Ordinal);
        Assert.Contains("cert.pem: revoked", revoked, StringComparison.Ordinal);
        Assert.Contains("cessationOfOperation", revoked, StringComparison.Ordinal);
    }

    private static Task<IssuedCertificate> IssueAsync(AuthorityRole role) =>
        role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), AuthorityRole.TransportServer.Owner, AuthorityRole.TransportServer));

    private static OcspCertificateId IdOf(IssuedCertificate issued)
    {
        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        return OcspCertificateId.Of(certificate, authority);
    }

    private static async Task<OcspVerdict> CheckAsync(AuthorityRole role, IssuedCertificate issued)
    {
        using var certificate = issued.Open();
        var authority = issued.OpenAuthority();
        var response = await PostAsync(role, new OcspRequest([OcspCertificateId.Of(certificate, authority)], OcspRequest.NewNonce()).Encode());
        return new OcspCheck(authority).Run(response, certificate, role.Time.GetUtcNow());
    }

    private static async Task<OcspResponse> PostAsync(AuthorityRole role, byte[] request)
    {
        using var content = new ByteArrayContent(request) { Headers = { ContentType = new("application/ocsp-request") } };
        using var answer = await role.Anyone.PostAsync("/ocsp", content, Ct);
        Assert.Equal((HttpStatusCode.OK, "application/ocsp-response"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return OcspResponse.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));
    }
}
