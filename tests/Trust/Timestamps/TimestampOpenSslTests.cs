using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Timestamps;

namespace Cabildo.Trust.Tests.Timestamps;

/// <summary>OpenSSL asks and we stamp; we ask and OpenSSL stamps.</summary>
public sealed class TimestampOpenSslTests
{
    private const string Policy = "1.3.6.1.4.1.99999.1";
    private static readonly byte[] Data = "what happened"u8.ToArray();

    [Theory]
    [InlineData(KeyKind.EcdsaP256, "sha256")]
    [InlineData(KeyKind.EcdsaP384, "sha512")]
    [InlineData(KeyKind.Rsa2048, "sha384")]
    public void OpenSSL_verifies_our_response_and_our_token(KeyKind kind, string hash)
    {
        using var nation = new TestNation(services: kind);
        var (data, query) = (nation.File("data", Data), nation.PathOf("query.tsq"));
        var made = OpenSsl.Ask("ts", "-query", "-data", data, $"-{hash}", "-cert", "-tspolicy", Policy, "-out", query);
        Assert.True(made.Exit == 0, made.Said);

        var answer = new TimestampAuthority(nation.Timestamper.Key, nation.Timestamper.Certificate!, Policy)
            .Answer(File.ReadAllBytes(query), TestNation.Now);

        var response = TimestampResponse.Parse(answer);
        Assert.True(response.Answers(TimestampRequest.Parse(File.ReadAllBytes(query))));
        Assert.Equal(TimestampOutcome.Valid, response.Token!.Check(Data, [nation.Timestamper.Certificate!]).Outcome);
        var root = nation.Pem("root.pem", nation.Issuer);
        Verified(OpenSsl.Ask("ts", "-verify", "-queryfile", query, "-in", nation.File("answer.tsr", answer), "-CAfile", root, "-attime", Now));
        var token = nation.File("token.tst", response.Token.Encoded.ToArray());
        Verified(OpenSsl.Ask("ts", "-verify", "-data", data, "-token_in", "-in", token, "-CAfile", root, "-attime", Now));
    }

    // Its `ts` knows no PSS; its `cms` does.
    [Fact]
    public void OpenSSL_verifies_our_token_with_PSS()
    {
        using var nation = new TestNation(services: KeyKind.Rsa2048);
        var authority = new TimestampAuthority(
            nation.Timestamper.Key, nation.Timestamper.Certificate!, Policy, SignatureAlgorithm.Of(SignatureScheme.RsaPss, DigestAlgorithm.Sha384));

        var token = TimestampResponse.Parse(authority.Answer(Request(withCertificate: true).Encode(), TestNation.Now)).Token!;

        Assert.Equal(TimestampOutcome.Valid, token.Check(Data, [nation.Timestamper.Certificate!]).Outcome);
        var said = OpenSsl.Ask(
            "cms", "-verify", "-inform", "DER", "-in", nation.File("token.tst", token.Encoded.ToArray()), "-out", nation.PathOf("content"),
            "-CAfile", nation.Pem("root.pem", nation.Issuer), "-purpose", "timestampsign", "-attime", Now).Said;
        Assert.Contains("Verification successful", said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256, "sha256", true)]
    [InlineData(KeyKind.Rsa2048, "sha1", false)]
    [InlineData(KeyKind.Rsa2048, "sha512", true)]
    public void We_believe_what_OpenSSL_stamps(KeyKind kind, string certificateHash, bool withCertificate)
    {
        using var nation = new TestNation();
        var request = Request(withCertificate);

        var response = Stamped(nation, kind, request, "sha256", certificateHash);

        Assert.True(response.Answers(request));
        Assert.False(response.Answers(request with { Nonce = TimestampRequest.NewNonce() }));
        Assert.False(response.Answers(request with { Policy = "1.2.3" }));
        var signer = nation.Key("stamper", kind).Certificate!;
        Assert.Equal(TimestampOutcome.Valid, response.Token!.Check(Data, [nation.Timestamper.Certificate!, signer]).Outcome);
        Assert.Equal(TimestampOutcome.WrongImprint, response.Token.Check([0], [signer]).Outcome);
    }

    [Fact]
    public void A_token_that_OpenSSL_signs_over_SHA_1_is_not_accepted()
    {
        using var nation = new TestNation();

        var token = Stamped(nation, KeyKind.Rsa2048, Request(withCertificate: true), "sha1", "sha256").Token!;

        Assert.Equal(TimestampOutcome.UnacceptableAlgorithm, token.Check(Data, [nation.Key("stamper", KeyKind.Rsa2048).Certificate!]).Outcome);
    }

    [Fact]
    public void OpenSSLs_reason_for_a_rejection_is_understood()
    {
        using var nation = new TestNation();

        var response = Stamped(nation, KeyKind.EcdsaP256, Request(withCertificate: false) with { Policy = "1.2.3.4" }, "sha256", "sha256");

        Assert.Equal(TimestampStatus.Rejection, response.Status);
        Assert.Equal(TimestampFailure.UnacceptedPolicy, response.Failure);
        Assert.Null(response.Token);
    }

    private static string Now => TestNation.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TimestampRequest Request(bool withCertificate) =>
        new(TimestampImprint.Of(DigestAlgorithm.Sha512, Data)) { Nonce = TimestampRequest.NewNonce(), WantsCertificate = withCertificate };

    private static void Verified((int Exit, string Said) answer) => Assert.Contains("Verification: OK", answer.Said, StringComparison.Ordinal);

    private static TimestampResponse Stamped(TestNation nation, KeyKind kind, TimestampRequest request, string digest, string certificateHash)
    {
        var signer = nation.With("stamper", kind, (key, name) => CertificateProfiles.TimestampAuthority(nation.Authority, key, name, TestNation.Decades));
        var settings = $"""
            [tsa]
            default_tsa = ours
            [ours]
            serial = {nation.PathOf("serial")}
            signer_digest = {digest}
            default_policy = {Policy}
            digests = sha256, sha512
            accuracy = secs:1, millisecs:500, microsecs:100
            ordering = yes
            tsa_name = yes
            ess_cert_id_alg = {certificateHash}

            """;
        var output = nation.PathOf("reply.tsr");
        var made = OpenSsl.Ask(
            "ts", "-reply", "-config", nation.File("tsa.cnf", Encoding.ASCII.GetBytes(settings)), "-queryfile", nation.File("ours.tsq", request.Encode()),
            "-signer", nation.Pem("stamper.pem", signer.Certificate!), "-inkey", nation.KeyPem("stamper.key", signer), "-out", output);
        Assert.True(File.Exists(output), made.Said);
        return TimestampResponse.Parse(File.ReadAllBytes(output));
    }
}
