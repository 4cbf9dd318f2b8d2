using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;

namespace Cabildo.Trust.Tests.Revocation;

/// <summary>OpenSSL asks and we answer; we ask and OpenSSL answers.</summary>
public sealed class OcspOpenSslTests
{
    [Theory]
    [InlineData(KeyKind.EcdsaP256, "sha1")]
    [InlineData(KeyKind.EcdsaP384, "sha256")]
    [InlineData(KeyKind.Rsa2048, "sha1")]
    public void OpenSSL_verifies_our_answer_to_its_request(KeyKind kind, string hash)
    {
        using var nation = new TestNation(kind, kind);
        var (root, member) = (nation.Pem("root.pem", nation.Issuer), nation.Pem("member.pem", nation.Member.Certificate!));
        var made = OpenSsl.Ask("ocsp", "-issuer", root, $"-{hash}", "-cert", member, "-serial", "0x77", "-nonce", "-reqout", nation.PathOf("request.der"));
        Assert.True(made.Exit == 0, made.Said);
        var request = File.ReadAllBytes(nation.PathOf("request.der"));

        var response = new OcspResponder(nation.Responder.Key, nation.Responder.Certificate!, nation.Issuer).Answer(
            request,
            serial => serial.Span.SequenceEqual(nation.Member.Certificate!.SerialNumberBytes.Span) ? OcspStatus.Good : OcspStatus.Revoked(TestNation.Start),
            TestNation.Now, TestNation.Now, TestNation.Now.AddHours(1));

        var verified = OpenSsl.Ask(
            "ocsp", "-issuer", root, $"-{hash}", "-cert", member, "-serial", "0x77", "-reqin", nation.PathOf("request.der"), "-no_nonce",
            "-respin", nation.File("response.der", response), "-CAfile", root, "-attime", Now, "-validity_period", "999999999");
        Assert.Contains("Response verify OK", verified.Said, StringComparison.Ordinal);
        Assert.Contains("member.pem: good", verified.Said, StringComparison.Ordinal);
        Assert.Contains("0x77: revoked", verified.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("nonce", verified.Said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256, false)]
    [InlineData(KeyKind.Rsa2048, true)]
    public void We_believe_what_OpenSSL_answers_to_our_request(KeyKind kind, bool byKey)
    {
        using var nation = new TestNation(kind, kind);
        var nonce = OcspRequest.NewNonce();
        var ours = new OcspRequest([OcspCertificateId.Of(nation.Member.Certificate!, nation.Issuer)], nonce);

        var response = Answered(nation, ours, 'V', byKey ? ["-resp_key_id"] : []);

        Assert.Equal(byKey, response.Basic!.Responder.IsByKey);
        Assert.Equal(nonce, response.Basic.Nonce!.Value.ToArray());
        var verdict = new OcspCheck(nation.Issuer, [nation.Responder.Certificate!]).Run(response, nation.Member.Certificate!, response.Basic.ProducedAt);
        Assert.Equal(OcspOutcome.Good, verdict.Outcome);
    }

    [Fact]
    public void A_certificate_that_OpenSSL_calls_revoked_is_revoked()
    {
        using var nation = new TestNation();
        var ours = new OcspRequest([OcspCertificateId.Of(nation.Member.Certificate!, nation.Issuer, OcspIdHash.Sha256)]);

        var response = Answered(nation, ours, 'R', []);

        var verdict = new OcspCheck(nation.Issuer, [nation.Responder.Certificate!]).Run(response, nation.Member.Certificate!, response.Basic!.ProducedAt);
        Assert.Equal(OcspOutcome.Revoked, verdict.Outcome);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), verdict.Answer!.Status.RevokedAt);
        Assert.Equal(System.Security.Cryptography.X509Certificates.X509RevocationReason.KeyCompromise, verdict.Answer.Status.Reason);
    }

    [Fact]
    public void An_answer_that_OpenSSL_signs_over_SHA_1_is_not_accepted()
    {
        using var nation = new TestNation(KeyKind.Rsa2048, KeyKind.Rsa2048);
        var ours = new OcspRequest([OcspCertificateId.Of(nation.Member.Certificate!, nation.Issuer)]);

        var response = Answered(nation, ours, 'V', ["-rmd", "sha1"]);

        var verdict = new OcspCheck(nation.Issuer, [nation.Responder.Certificate!]).Run(response, nation.Member.Certificate!, response.Basic!.ProducedAt);
        Assert.Equal(OcspOutcome.UnacceptableAlgorithm, verdict.Outcome);
    }

    private static string Now => TestNation.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    // openssl answers with the machine's clock, which need not lie in the certificates' validity: that is why the responder is trusted by name.
    private static OcspResponse Answered(TestNation nation, OcspRequest request, char status, string[] options)
    {
        var (revoked, serial) = (status == 'R' ? "261123000000Z,keyCompromise" : "", nation.Member.Certificate!.SerialNumber);
        var index = nation.File("index.txt", System.Text.Encoding.ASCII.GetBytes($"{status}\t280101000000Z\t{revoked}\t{serial}\tunknown\t/CN=member\n"));
        var output = nation.PathOf("answer.der");
        var made = OpenSsl.Ask([
            "ocsp", "-index", index, "-CA", nation.Pem("root.pem", nation.Issuer),
            "-rsigner", nation.Pem("responder.pem", nation.Responder.Certificate!), "-rkey", nation.KeyPem("responder.key", nation.Responder),
            "-reqin", nation.File("ours.der", request.Encode()), "-respout", output, "-ndays", "1", .. options]);
        Assert.True(made.Exit == 0, made.Said);
        return OcspResponse.Parse(File.ReadAllBytes(output));
    }
}
