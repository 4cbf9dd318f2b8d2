using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Timestamps;

namespace Cabildo.Trust.Tests.Timestamps;

/// <summary>Timestamps that X-Road's servers had made and keep beside their messages.</summary>
public sealed class TimestampVectorTests
{
    [Theory]
    [InlineData("valid-batch-ts")]
    [InlineData("valid-non-batch-rest")]
    public void A_batchs_timestamp_is_over_the_result_of_its_hash_chain(string container)
    {
        var token = TimestampToken.Parse(XRoadVectors.Entry(container, "META-INF/timestamp.tst"));
        var result = XRoadVectors.Entry(container, "ts-hashchainresult.xml");

        Assert.Equal(TimestampOutcome.Valid, token.Check(result, Authorities).Outcome);
        Assert.Equal(TimestampOutcome.WrongImprint, token.Check([.. result, (byte)'\n'], Authorities).Outcome);
        Assert.Equal(TimestampOutcome.UnknownSigner, token.Check(result, Others).Outcome);
    }

    [Theory]
    [InlineData("valid-signed-message")]
    [InlineData("wrong-message")]
    public void A_single_timestamp_is_over_the_octets_of_the_signature(string container)
    {
        var token = TimestampToken.Parse(XRoadVectors.Encapsulated(container, "EncapsulatedTimeStamp"));
        var signature = XRoadVectors.Encapsulated(container, "SignatureValue");

        Assert.Equal(TimestampOutcome.Valid, token.Check(signature, Authorities).Outcome);
        Assert.Same(DigestAlgorithm.Sha512, token.Info.Imprint.Algorithm);
        Assert.Equal("1.2.3.4.1", token.Info.Policy);
        Assert.Equal(new DateTimeOffset(2024, 12, 5, 13, 16, 35, TimeSpan.Zero), token.Info.Time);
        Assert.Equal(new TimeSpan(0, 0, 0, 1, 500, 100), token.Info.Accuracy);
        Assert.Null(token.Info.Nonce);
    }

    private static List<X509Certificate2> Authorities => XRoadVectors.Configured("conf/approvedTSA/cert");

    private static List<X509Certificate2> Others => XRoadVectors.Configured("conf/approvedCA/topCA/cert");
}
