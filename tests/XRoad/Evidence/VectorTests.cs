using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.XRoad.Tests.Evidence;

/// <summary>Containers of X-Road's own tests, judged as X-Road judges them.</summary>
public sealed class VectorTests
{
    private static EvidenceVerifier Verifier => new(ConfigurationFolder.Read(Repository.Vector("xroad/globalconf/DEV-v3")));

    [Theory]
    [InlineData("valid-signed-message", "DEV/COM/4321", false)]
    [InlineData("valid-batch-ts", "DEV/COM/4321", true)]
    [InlineData("valid-non-batch-rest", "DEV/COM/1234", true)]
    [InlineData("invalid-not-signed-hashchain", "DEV/COM/4321", false)]
    public void What_X_Road_finds_valid_is_valid(string container, string member, bool batchTimestamp)
    {
        var verdict = Verify(container);

        Assert.True(verdict.IsValid, verdict.Fault?.ToString());
        Assert.Equal(member, verdict.Message!.Sender.Member.ToString());
        Assert.Equal(verdict.Message.Sender.Member, verdict.Signature!.Path!.Member);
        Assert.Equal(batchTimestamp, verdict.IsBatchTimestamp);
        Assert.Equal("CN=Test TSA, O=Test", verdict.TimestampVerdict!.Signer!.Subject);
        Assert.Equal(verdict.Timestamp!.Info.Time, verdict.At);
    }

    [Theory]
    [InlineData("wrong-message", "InvalidSignatureValue")]
    [InlineData("invalid-incorrect-references", "MalformedSignature")]
    [InlineData("no-signature", "AsicSignatureNotFound")]
    public void What_X_Road_refuses_is_refused_with_its_code(string container, string code)
    {
        var verdict = Verify(container);

        Assert.Equal(code, verdict.Fault?.Code);
        Assert.NotEmpty(verdict.Fault!.Reason);
    }

    [Fact]
    public void A_chain_that_the_signature_does_not_refer_to_is_named_as_not_covered() =>
        Assert.Contains("/sig-hashchain.xml", Verify("invalid-not-signed-hashchain").Uncovered);

    [Theory]
    [InlineData("valid-signed-message", "CannotCreateCertPath")]
    [InlineData("wrong-message", "InvalidSignatureValue")]
    public void Without_a_configuration_nothing_is_valid_and_what_is_altered_is_still_said(string container, string code)
    {
        using var file = File.OpenRead(Repository.Vector($"xroad/asic/{container}.asice"));

        Assert.Equal(code, new EvidenceVerifier(null).Verify(file).Fault?.Code);
    }

    [Fact]
    public void At_a_time_at_which_its_certificate_was_not_valid_a_signature_does_not_hold()
    {
        using var file = File.OpenRead(Repository.Vector("xroad/asic/valid-signed-message.asice"));

        Assert.Equal("InvalidCertPath.CertValidation", Verifier.Verify(file, new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero)).Fault?.Code);
    }

    private static EvidenceVerdict Verify(string container)
    {
        using var file = File.OpenRead(Repository.Vector($"xroad/asic/{container}.asice"));
        return Verifier.Verify(file);
    }
}
