using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;

namespace Cabildo.Trust.Tests.Revocation;

public sealed class OcspCheckTests : IDisposable
{
    private readonly TestNation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Theory]
    [InlineData(KeyKind.EcdsaP256, SignatureScheme.Ecdsa, "SHA-256")]
    [InlineData(KeyKind.EcdsaP384, SignatureScheme.Ecdsa, "SHA-384")]
    [InlineData(KeyKind.Rsa2048, SignatureScheme.RsaPkcs1, "SHA-256")]
    [InlineData(KeyKind.Rsa2048, SignatureScheme.RsaPkcs1, "SHA-512")]
    [InlineData(KeyKind.Rsa2048, SignatureScheme.RsaPss, "SHA-384")]
    public void A_delegated_responder_is_believed_whatever_it_signs_with(KeyKind kind, SignatureScheme scheme, string digest)
    {
        Assert.True(DigestAlgorithm.TryFromName(digest, out var hash));
        var responder = _nation.With("other", kind, (key, name) =>
            CertificateProfiles.OcspResponder(_nation.Authority, key, name, ValidityPeriod.From(TestNation.Start, 30)));

        var verdict = Check().Run(Response(OcspStatus.Good, by: responder, algorithm: SignatureAlgorithm.Of(scheme, hash)), Member, TestNation.Now);

        Assert.Equal(OcspOutcome.Good, verdict.Outcome);
        Assert.Equal(responder.Certificate!.RawData, verdict.Responder!.RawData);
        Assert.Equal(TestNation.Now, verdict.Answer!.ThisUpdate);
    }

    [Fact]
    public void The_authority_may_answer_itself()
    {
        var response = Response(OcspStatus.Good, by: _nation.Authority);

        Assert.True(Check().Run(response, Member, TestNation.Now).IsGood);
        Assert.Empty(response.Basic!.Certificates);
    }

    [Fact]
    public void A_revoked_certificate_is_never_good()
    {
        var since = TestNation.Now.AddHours(-3);

        var verdict = Check().Run(Response(OcspStatus.Revoked(since, X509RevocationReason.KeyCompromise)), Member, TestNation.Now);

        Assert.Equal(OcspOutcome.Revoked, verdict.Outcome);
        Assert.Equal(since, verdict.Answer!.Status.RevokedAt);
        Assert.Equal(X509RevocationReason.KeyCompromise, verdict.Answer.Status.Reason);
        Assert.Equal(OcspOutcome.Revoked, Check().Run(Response(OcspStatus.Revoked(since)), Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.Unknown, Check().Run(Response(OcspStatus.Unknown), Member, TestNation.Now).Outcome);
    }

    [Theory]
    [InlineData(0, OcspOutcome.Good)]
    [InlineData(3600, OcspOutcome.Good)]
    [InlineData(3601, OcspOutcome.TooOld)]
    [InlineData(-60, OcspOutcome.Good)]
    [InlineData(-61, OcspOutcome.NotYetValid)]
    public void An_answer_is_believed_for_an_hour_and_a_minute_ahead(int secondsLater, OcspOutcome outcome) =>
        Assert.Equal(outcome, Check().Run(Response(OcspStatus.Good), Member, TestNation.Now.AddSeconds(secondsLater)).Outcome);

    [Fact]
    public void An_answer_past_its_next_update_is_too_old_unless_that_is_not_observed()
    {
        var response = Response(OcspStatus.Good, nextUpdate: TestNation.Now.AddMinutes(5));
        var lax = new OcspCheck(_nation.Issuer, rules: new OcspRules { ObserveNextUpdate = false });

        Assert.Equal(OcspOutcome.Good, Check().Run(response, Member, TestNation.Now.AddMinutes(5)).Outcome);
        Assert.Equal(OcspOutcome.TooOld, Check().Run(response, Member, TestNation.Now.AddMinutes(6)).Outcome);
        Assert.Equal(OcspOutcome.Good, lax.Run(response, Member, TestNation.Now.AddMinutes(6)).Outcome);
    }

    [Fact]
    public void An_answer_about_another_certificate_says_nothing()
    {
        var response = Response(OcspStatus.Good);

        Assert.Equal(OcspOutcome.NoAnswerForCertificate, Check().Run(response, _nation.Timestamper.Certificate!, TestNation.Now).Outcome);
        using var abroad = new TestNation();
        Assert.Equal(OcspOutcome.NoAnswerForCertificate, new OcspCheck(abroad.Issuer).Run(response, Member, TestNation.Now).Outcome);
    }

    [Fact]
    public void Who_was_not_made_a_responder_is_not_one()
    {
        using var abroad = new TestNation();
        var expired = _nation.With("expired", KeyKind.EcdsaP256, (key, name) =>
            CertificateProfiles.OcspResponder(_nation.Authority, key, name, ValidityPeriod.From(TestNation.Start, 1)));

        Assert.Equal(OcspOutcome.WrongResponder, Check().Run(Response(OcspStatus.Good, by: _nation.Member), Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.WrongResponder, Check().Run(Response(OcspStatus.Good, by: _nation.Timestamper), Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.WrongResponder, Check().Run(Response(OcspStatus.Good, by: abroad.Responder), Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.WrongResponder, Check().Run(Response(OcspStatus.Good, by: abroad.Authority), Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.WrongResponder, Check().Run(Response(OcspStatus.Good, by: expired), Member, TestNation.Now).Outcome);
    }

    [Fact]
    public void A_responder_that_the_configuration_names_is_believed_whoever_issued_it()
    {
        using var abroad = new TestNation();
        var response = Response(OcspStatus.Good, by: abroad.Responder);

        var verdict = new OcspCheck(_nation.Issuer, [_nation.Responder.Certificate!, abroad.Responder.Certificate!]).Run(response, Member, TestNation.Now);

        Assert.True(verdict.IsGood);
    }

    [Fact]
    public void A_response_under_the_right_name_with_another_key_is_refused()
    {
        using var impostor = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var forged = OcspResponse.Parse(new OcspResponder(impostor, _nation.Responder.Certificate!, _nation.Issuer).Sign([Answer(OcspStatus.Good)], TestNation.Now));

        Assert.Equal(OcspOutcome.BadSignature, Check().Run(forged, Member, TestNation.Now).Outcome);
    }

    [Fact]
    public void The_answer_about_the_certificate_is_found_among_others()
    {
        var others = new[] { _nation.Responder, _nation.Timestamper }.Select(key => Answer(OcspStatus.Good, key.Certificate!));
        var response = OcspResponse.Parse(Responder(_nation.Responder).Sign([.. others, Answer(OcspStatus.Unknown)], TestNation.Now));

        Assert.Equal(OcspOutcome.Unknown, Check().Run(response, Member, TestNation.Now).Outcome);
        Assert.Equal(OcspOutcome.Good, Check().Run(response, _nation.Timestamper.Certificate!, TestNation.Now).Outcome);
    }

    [Fact]
    public void An_error_of_the_responder_is_no_answer() => Assert.All(
        Enum.GetValues<OcspResponseStatus>().Where(status => status is not OcspResponseStatus.Successful),
        status => Assert.Equal(
            OcspOutcome.NoAnswer, Check().Run(OcspResponse.Parse(OcspResponder.Refusal(status)), Member, TestNation.Now).Outcome));

    [Fact]
    public void A_repeated_check_leaves_little_to_collect()
    {
        var (response, check) = (Response(OcspStatus.Good), Check());
        check.Run(response, Member, TestNation.Now);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
            Assert.True(check.Run(response, Member, TestNation.Now).IsGood);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 2048);
    }

    // With the memory of what was verified the ratio is above ten; without it, one.
    [Fact]
    public void A_hundred_checks_of_one_response_cost_far_less_than_one_each_of_a_hundred()
    {
        var (one, check) = (Response(OcspStatus.Good), Check());
        var many = Enumerable.Range(0, 100).Select(_ => OcspResponse.Parse(one.Encoded)).ToList();
        check.Run(one, Member, TestNation.Now);

        var fresh = Time(() => many.ForEach(response => check.Run(response, Member, TestNation.Now)));
        var again = Time(() => many.ForEach(_ => check.Run(one, Member, TestNation.Now)));

        Assert.True(again < fresh / 2, $"{again.TotalMicroseconds} µs, not far less than {fresh.TotalMicroseconds} µs");

        static TimeSpan Time(Action work)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            work();
            return System.Diagnostics.Stopwatch.GetElapsedTime(start);
        }
    }

    [Fact]
    public void Threads_that_check_one_response_agree()
    {
        var response = Response(OcspStatus.Good);

        var verdicts = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8)
            .Select(_ => Check().Run(response, Member, TestNation.Now).Outcome).Distinct();

        Assert.Equal([OcspOutcome.Good], verdicts);
    }

    private X509Certificate2 Member => _nation.Member.Certificate!;

    private OcspCheck Check() => new(_nation.Issuer);

    private OcspResponder Responder(TokenKey key, SignatureAlgorithm? algorithm = null) => new(key.Key, key.Certificate!, _nation.Issuer, algorithm);

    private OcspSingleResponse Answer(OcspStatus status, X509Certificate2? about = null, DateTimeOffset? nextUpdate = null) =>
        new(OcspCertificateId.Of(about ?? Member, _nation.Issuer), status, TestNation.Now, nextUpdate);

    private OcspResponse Response(OcspStatus status, TokenKey? by = null, SignatureAlgorithm? algorithm = null, DateTimeOffset? nextUpdate = null) =>
        OcspResponse.Parse(Responder(by ?? _nation.Responder, algorithm).Sign([Answer(status, nextUpdate: nextUpdate)], TestNation.Now));
}
