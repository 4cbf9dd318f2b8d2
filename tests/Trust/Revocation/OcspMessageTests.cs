using System.Formats.Asn1;
using Cabildo.Trust.Revocation;

namespace Cabildo.Trust.Tests.Revocation;

public sealed class OcspMessageTests : IDisposable
{
    private readonly TestNation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_request_reads_back_as_it_was_made()
    {
        var ids = new[] { Id(OcspIdHash.Sha1), Id(OcspIdHash.Sha256) };

        var read = OcspRequest.Parse(new OcspRequest(ids, "nonce"u8.ToArray()).Encode());

        Assert.Equal(ids, read.Certificates);
        Assert.Equal("nonce"u8.ToArray(), read.Nonce!.Value.ToArray());
        Assert.Null(OcspRequest.Parse(new OcspRequest(ids).Encode()).Nonce);
    }

    [Fact]
    public void An_identifier_matches_its_certificate_by_either_hash_and_no_other()
    {
        using var abroad = new TestNation();

        Assert.All([Id(OcspIdHash.Sha1), Id(OcspIdHash.Sha256)], id =>
        {
            Assert.True(id.Matches(_nation.Member.Certificate!, _nation.Issuer));
            Assert.True(id.IsIssuedBy(_nation.Issuer));
            Assert.False(id.Matches(_nation.Responder.Certificate!, _nation.Issuer));
            // The same name, another key.
            Assert.False(id.Matches(_nation.Member.Certificate!, abroad.Issuer));
            Assert.False(id.IsIssuedBy(abroad.Issuer));
        });
        Assert.NotEqual(Id(OcspIdHash.Sha1), Id(OcspIdHash.Sha256));
    }

    [Fact]
    public void A_responder_says_unknown_of_another_issuers_certificates_and_malformed_of_what_is_none()
    {
        using var abroad = new TestNation();
        var responder = new OcspResponder(_nation.Responder.Key, _nation.Responder.Certificate!, _nation.Issuer);
        var request = new OcspRequest([OcspCertificateId.Of(abroad.Member.Certificate!, abroad.Issuer), Id(OcspIdHash.Sha1)]).Encode();

        var response = OcspResponse.Parse(Answer(request));
        var refusal = OcspResponse.Parse(Answer("no request"u8.ToArray()));

        Assert.Equal([OcspStatusKind.Unknown, OcspStatusKind.Good], response.Basic!.Answers.Select(answer => answer.Status.Kind));
        Assert.Equal(OcspResponseStatus.MalformedRequest, refusal.Status);
        Assert.Null(refusal.Basic);
        Assert.Throws<ArgumentException>(() => OcspResponder.Refusal(OcspResponseStatus.Successful));

        byte[] Answer(byte[] asked) => responder.Answer(asked, _ => OcspStatus.Good, TestNation.Now, TestNation.Now, null);
    }

    [Fact]
    public void An_unknown_critical_extension_is_refused_and_another_passed_over()
    {
        Assert.Null(OcspRequest.Parse(WithExtension("1.2.3.4", critical: false)).Nonce);
        Assert.Throws<MalformedOcspException>(() => OcspRequest.Parse(WithExtension("1.2.3.4", critical: true)));
    }

    [Fact]
    public void A_request_is_bounded()
    {
        var many = Enumerable.Repeat(Id(OcspIdHash.Sha1), OcspRequest.MostCertificates + 1).ToList();

        Assert.Throws<ArgumentException>(() => new OcspRequest(many));
        Assert.Throws<ArgumentException>(() => new OcspRequest([]));
        Assert.Throws<ArgumentException>(() => new OcspRequest([Id(OcspIdHash.Sha1)], new byte[129]));
        Assert.Throws<MalformedOcspException>(() => OcspRequest.Parse(Request(many.Count)));
        Assert.Throws<MalformedOcspException>(() => OcspRequest.Parse(Request(0)));
        Assert.Equal(32, OcspRequest.Parse(Request(32)).Certificates.Count);
    }

    private OcspCertificateId Id(OcspIdHash hash) => OcspCertificateId.Of(_nation.Member.Certificate!, _nation.Issuer, hash);

    private byte[] WithExtension(string oid, bool critical) => Request(1, writer =>
    {
        using var tagged = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2));
        using var list = writer.PushSequence();
        using var extension = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        if (critical)
            writer.WriteBoolean(true);
        writer.WriteOctetString([5, 0]);
    });

    private byte[] Request(int certificates, Action<AsnWriter>? extensions = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                for (var i = 0; i < certificates; i++)
                {
                    using var one = writer.PushSequence();
                    writer.WriteEncodedValue(Id(OcspIdHash.Sha1).Encoded.Span);
                }
            }

            extensions?.Invoke(writer);
        }

        return writer.Encode();
    }
}
