using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Revocation;

namespace Cabildo.Trust.Tests.Revocation;

/// <summary>Responses that X-Road's servers stapled to their signatures.</summary>
public sealed class OcspVectorTests
{
    [Theory]
    [InlineData("valid-signed-message")]
    [InlineData("valid-batch-ts")]
    [InlineData("valid-non-batch-rest")]
    [InlineData("wrong-message")]
    [InlineData("invalid-not-signed-hashchain")]
    public void A_response_stapled_to_a_signature_is_good_by_delegation_and_by_configuration(string container)
    {
        var (response, signer) = (Response(container), XRoadVectors.SignerOf(container));
        var at = response.Basic!.ProducedAt.AddSeconds(30);

        Assert.Equal(OcspOutcome.Good, new OcspCheck(Issuer).Run(response, signer, at).Outcome);
        Assert.Equal(OcspOutcome.Good, new OcspCheck(Issuer, Responders).Run(response, signer, at).Outcome);
        Assert.Equal(OcspOutcome.TooOld, new OcspCheck(Issuer).Run(response, signer, at.AddHours(1)).Outcome);
        Assert.Equal(OcspOutcome.NoAnswerForCertificate, new OcspCheck(Issuer).Run(response, Responders[0], at).Outcome);
    }

    [Fact]
    public void A_response_is_about_the_certificate_named_as_X_Road_names_it()
    {
        var answer = Response("valid-signed-message").Basic!.Answers[0];

        var ours = OcspCertificateId.Of(XRoadVectors.SignerOf("valid-signed-message"), Issuer);

        Assert.Equal(answer.Certificate, ours);
        // Its verifier compares the identifiers as DER.
        Assert.Equal(answer.Certificate.Encoded.ToArray(), ours.Encoded.ToArray());
    }

    [Fact]
    public void A_response_names_its_responder()
    {
        var responder = Response("valid-signed-message").Basic!.Responder;

        Assert.Equal("CN=Test OCSP, O=Test", responder.Name!.Name);
        Assert.Null(responder.KeyHash);
        Assert.True(responder.Matches(Responders[0]));
    }

    // Of 2013, from another authority, and signed with SHA-1.
    [Fact]
    public void An_old_response_of_another_authority_is_read_and_not_believed()
    {
        var response = Response("invalid-incorrect-references");

        Assert.False(new OcspCheck(Issuer).Run(response, XRoadVectors.SignerOf("invalid-incorrect-references"), response.Basic!.ProducedAt).IsGood);
    }

    private static X509Certificate2 Issuer => Assert.Single(XRoadVectors.Configured("conf/approvedCA/topCA/cert"));

    private static List<X509Certificate2> Responders => XRoadVectors.Configured("conf/approvedCA/topCA/ocsp/cert");

    private static OcspResponse Response(string container) => OcspResponse.Parse(XRoadVectors.Encapsulated(container, "EncapsulatedOCSPValue"));
}
