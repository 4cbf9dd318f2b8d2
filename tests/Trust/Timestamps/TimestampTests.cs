using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Timestamps;

namespace Cabildo.Trust.Tests.Timestamps;

public sealed class TimestampTests : IDisposable
{
    private const string Policy = "1.3.6.1.4.1.99999.1";
    private static readonly byte[] Masks = [0x01, 0x80, 0xFF];
    private static readonly byte[] Data = "what happened"u8.ToArray();
    private readonly TestNation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_token_states_what_was_asked_and_when()
    {
        var request = Request() with { Nonce = TimestampRequest.NewNonce(), Policy = Policy };

        var response = TimestampResponse.Parse(Authority().Answer(request.Encode(), TestNation.Now.AddMilliseconds(900), new byte[] { 0x12, 0x34 }));

        var info = response.Token!.Info;
        Assert.True(response.Answers(request));
        Assert.Equal(TestNation.Now, info.Time);
        Assert.Equal(Policy, info.Policy);
        Assert.Equal([0x12, 0x34], info.SerialNumber.ToArray());
        Assert.Equal(TimeSpan.FromSeconds(1), info.Accuracy);
        Assert.Equal(request.Nonce.Value.ToArray(), info.Nonce!.Value.ToArray());
    }

    [Fact]
    public void Serial_numbers_of_an_authority_differ() =>
        Assert.Equal(50, Enumerable.Range(0, 50).Select(_ => Convert.ToHexString(Token().Info.SerialNumber.Span)).Distinct().Count());

    [Fact]
    public void A_request_that_cannot_be_met_is_rejected_with_the_reason()
    {
        var sha1 = Convert.FromHexString("302602010130213009" + "06052b0e03021a0500" + "0414" + new string('0', 40));

        Assert.Equal(TimestampFailure.BadAlgorithm, Rejection(sha1));
        Assert.Equal(TimestampFailure.BadDataFormat, Rejection("no request"u8.ToArray()));
        Assert.Equal(TimestampFailure.UnacceptedPolicy, Rejection((Request() with { Policy = "1.2.3" }).Encode()));
        Assert.Equal(TimestampFailure.UnacceptedExtension, Rejection(WithExtension(Request().Encode())));
    }

    [Fact]
    public void Only_a_certificate_for_timestamping_makes_an_authority() =>
        Assert.Throws<ArgumentException>(() => new TimestampAuthority(_nation.Member.Key, _nation.Member.Certificate!, Policy));

    [Fact]
    public void A_token_under_the_trusted_name_by_another_key_is_refused()
    {
        using var impostor = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = TimestampResponse.Parse(
            new TimestampAuthority(impostor, _nation.Timestamper.Certificate!, Policy).Answer(Request().Encode(), TestNation.Now)).Token!;

        Assert.Equal(TimestampOutcome.BadSignature, forged.Check(Data, Trusted).Outcome);
    }

    // The framework's own check would take the certificate out of the token.
    [Fact]
    public void A_certificate_in_the_token_does_not_stand_in_for_the_trusted_one()
    {
        var real = _nation.Timestamper.Certificate!;
        using var theirs = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(real.SubjectName, theirs, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(CertificateProfiles.TimestampingUsage)], critical: true));
        using var lookalike = request.Create(
            real.IssuerName, X509SignatureGenerator.CreateForECDsa(theirs), TestNation.Start, TestNation.Start.AddDays(300), real.SerialNumberBytes.Span);

        var forged = TimestampResponse.Parse(
            new TimestampAuthority(theirs, lookalike, Policy).Answer((Request() with { WantsCertificate = true }).Encode(), TestNation.Now)).Token!;

        Assert.True(forged.Check(Data, [lookalike]).IsValid);
        Assert.Equal(TimestampOutcome.BadSignature, forged.Check(Data, Trusted).Outcome);
    }

    [Fact]
    public void A_token_is_made_for_one_certificate_of_its_key()
    {
        var again = CertificateProfiles.TimestampAuthority(
            _nation.Authority, _nation.Timestamper.PublicKey, new("CN=timestamper,O=Test"), ValidityPeriod.From(TestNation.Start, 10));
        var token = Token();

        Assert.Equal(TimestampOutcome.UnknownSigner, token.Check(Data, [again]).Outcome);
        Assert.Equal(TimestampOutcome.Valid, token.Check(Data, [again, .. Trusted]).Outcome);
    }

    [Fact]
    public void A_signer_that_was_not_valid_at_the_time_is_refused()
    {
        var token = TimestampResponse.Parse(Authority().Answer(Request().Encode(), TestNation.Start.AddDays(301))).Token!;

        Assert.Equal(TimestampOutcome.SignerNotValid, token.Check(Data, Trusted).Outcome);
    }

    // Outside what is signed, and what names or verifies the signer, lie the two versions, the list of digests that repeats the
    // signer's, and the certificates: nothing is taken from them. Their tags and lengths are read, but for the tag that makes the
    // certificates revocation lists.
    [Fact]
    public void No_byte_that_is_read_can_change_and_leave_the_token_valid()
    {
        var good = Token().Encoded.ToArray();
        var unread = Unread(good);

        var harmless = Flipped(good).Where(flipped => IsValid(flipped.Bytes)).Select(flipped => flipped.At).Distinct().ToList();

        Assert.NotEmpty(harmless);
        Assert.Empty(harmless.Except(unread));
    }

    [Fact]
    public void A_message_cut_short_anywhere_is_malformed()
    {
        var response = Authority().Answer(Request().Encode(), TestNation.Now);
        var token = Token().Encoded;
        var request = (Request() with { Nonce = TimestampRequest.NewNonce(), Policy = Policy, WantsCertificate = true }).Encode();

        Assert.All(Enumerable.Range(0, response.Length), length => Assert.Throws<MalformedTimestampException>(() => TimestampResponse.Parse(response.AsMemory(0, length))));
        Assert.All(Enumerable.Range(0, token.Length), length => Assert.Throws<MalformedTimestampException>(() => TimestampToken.Parse(token[..length])));
        Assert.All(Enumerable.Range(0, request.Length), length => Assert.Throws<MalformedTimestampException>(() => TimestampRequest.Parse(request.AsMemory(0, length))));
        Assert.Throws<MalformedTimestampException>(() => TimestampToken.Parse(new byte[TimestampToken.LargestSize + 1]));
    }

    [Fact]
    public void Whatever_is_changed_in_a_message_nothing_but_malformed_is_thrown()
    {
        var random = new Random(3161);
        byte[][] originals = [Authority().Answer(Request().Encode(), TestNation.Now), Request().Encode(), TimestampRejection()];

        foreach (var original in originals)
        {
            for (var i = 0; i < 3000; i++)
            {
                var bytes = original.ToArray();
                for (var change = random.Next(1, 5); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                var thrown = Record.Exception(() => (TryBoth(bytes), Authority().Answer(bytes, TestNation.Now)));
                Assert.True(thrown is null or MalformedTimestampException, thrown?.ToString());
            }
        }

        byte[] TimestampRejection() => Authority().Answer("no request"u8.ToArray(), TestNation.Now);

        TimestampVerdict? TryBoth(byte[] bytes) => TimestampResponse.Parse(bytes).Token?.Check(Data, Trusted);
    }

    private X509Certificate2[] Trusted => [_nation.Timestamper.Certificate!];

    private TimestampAuthority Authority() => new(_nation.Timestamper.Key, _nation.Timestamper.Certificate!, Policy);

    private static TimestampRequest Request() => new(TimestampImprint.Of(DigestAlgorithm.Sha256, Data));

    private TimestampToken Token() =>
        TimestampResponse.Parse(Authority().Answer((Request() with { WantsCertificate = true }).Encode(), TestNation.Now)).Token!;

    private TimestampFailure Rejection(byte[] request)
    {
        var response = TimestampResponse.Parse(Authority().Answer(request, TestNation.Now));
        Assert.Equal(TimestampStatus.Rejection, response.Status);
        Assert.NotEqual("", response.Text);
        return response.Failure;
    }

    private bool IsValid(byte[] token)
    {
        try
        {
            return TimestampToken.Parse(token).Check(Data, Trusted).IsValid;
        }
        catch (MalformedTimestampException)
        {
            return false;
        }
    }

    private static HashSet<int> Unread(byte[] token)
    {
        var outer = new AsnReader(token, AsnEncodingRules.DER).ReadSequence();
        outer.ReadObjectIdentifier();
        var data = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        var parts = new List<ReadOnlyMemory<byte>> { data.ReadIntegerBytes(), data.PeekContentBytes() };
        data.ReadSetOf();
        data.ReadEncodedValue();
        parts.Add(data.PeekContentBytes());
        parts.Add(data.ReadEncodedValue()[..1]);
        parts.Add(data.ReadSetOf().ReadSequence().ReadIntegerBytes());
        return [.. parts.SelectMany(part => Positions(token, part))];
    }

    private static IEnumerable<int> Positions(byte[] whole, ReadOnlyMemory<byte> part)
    {
        whole.AsSpan().Overlaps(part.Span, out var start);
        return Enumerable.Range(start, part.Length);
    }

    private static IEnumerable<(byte[] Bytes, int At)> Flipped(byte[] original) =>
        from at in Enumerable.Range(0, original.Length)
        from mask in Masks
        select ((byte[])[.. original[..at], (byte)(original[at] ^ mask), .. original[(at + 1)..]], at);

    private static byte[] WithExtension(byte[] request)
    {
        var extension = Convert.FromHexString("a00b300906032a030404020500");
        byte[] changed = [.. request, .. extension];
        changed[1] += (byte)extension.Length;
        return changed;
    }
}
