using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

public sealed class TimestampAttacks : IDisposable
{
    private readonly EvidenceCountry _country = new();
    private readonly ContainerContents _contents;

    public TimestampAttacks() => _contents = StampedMessage.Contents(_country);

    [Fact]
    public async Task A_timestamp_of_another_signature_is_refused()
    {
        var other = StampedMessage.StampChain("another"u8);
        var token = StampedMessage.Token(_country.Timestamper, other.Result, EvidenceCountry.Now);

        Assert.Equal("MalformedSignature", await _country.CodeAsync(_contents with { Timestamp = new BatchTimestamp(token, new ContainerChain(other.Result, other.Chain)) }));
        Assert.Equal("MalformedSignature", await _country.CodeAsync(_contents with { Timestamp = _contents.Timestamp! with { Token = token } }));
    }

    [Fact]
    public async Task A_chain_that_has_the_signature_as_a_bare_digest_does_not_stamp_it()
    {
        var chain = StampedMessage.Text(_contents.Timestamp!.Chain.Chain)
            .Replace("<DataRef URI=\"/META-INF/signatures.xml\">", "<HashValue>", StringComparison.Ordinal).Replace("</DataRef>", "</HashValue>", StringComparison.Ordinal);

        var bare = _contents.Timestamp with { Chain = _contents.Timestamp.Chain with { Chain = System.Text.Encoding.UTF8.GetBytes(chain) } };

        Assert.Equal("MalformedSignature", await _country.CodeAsync(_contents with { Timestamp = bare }));
    }

    [Fact]
    public async Task Nobody_but_a_listed_authority_stamps()
    {
        var own = _country.Issue("own-stamps", KeyKind.EcdsaP256, (key, name) => CertificateProfiles.TimestampAuthority(_country.Authority, key, name, ValidityPeriod.From(EvidenceCountry.Now.AddDays(-5), 100)));

        Assert.Equal("TspCertificateNotFound", await _country.CodeAsync(StampedMessage.Stamp(_country, StampedMessage.Sign(_country.Signer), by: own)));
    }

    [Fact]
    public async Task A_timestamp_cannot_be_left_out() =>
        Assert.Equal("AsicTimestampNotFound", await _country.CodeAsync(_contents with { Timestamp = null }));

    [Fact]
    public async Task A_signature_stamped_long_after_its_OCSP_answer_is_not_saved_by_asking_for_an_earlier_time()
    {
        var late = StampedMessage.Stamp(_country, StampedMessage.Sign(_country.Signer), EvidenceCountry.Now.AddDays(100));

        Assert.Equal("InvalidCertPath.IncorrectValidationInfo", (await _country.VerifyAsync(late)).Fault?.Code);
        Assert.Equal("InvalidCertPath.IncorrectValidationInfo", (await _country.VerifyAsync(late, EvidenceCountry.Now)).Fault?.Code);
    }

    [Fact]
    public async Task A_time_that_is_asked_for_is_judged_besides_the_timestamps()
    {
        Assert.Null((await _country.VerifyAsync(_contents, EvidenceCountry.Now.AddMinutes(10))).Fault);
        // An OCSP answer speaks of its own time: that it is old a day later says nothing of the signature.
        Assert.Null((await _country.VerifyAsync(_contents, EvidenceCountry.Now.AddDays(1))).Fault);
        Assert.Equal("InvalidCertPath.CertValidation", (await _country.VerifyAsync(_contents, EvidenceCountry.Now.AddYears(9))).Fault?.Code);
    }

    public void Dispose() => _country.Dispose();
}
