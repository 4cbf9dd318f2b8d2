using System.Text;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.Evidence;

public sealed class SignatureTests : IDisposable
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("GET\r\n/r1/RP/GOV/30-70001111-5/licences/v1/licences/24990112\r\nx-road-client:RP/GOV/30-70001111-5/licences\r\n");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"number\":\"24990112\"}");
    private readonly EvidenceCountry _country = new();

    [Theory, InlineData(KeyKind.EcdsaP256), InlineData(KeyKind.EcdsaP384), InlineData(KeyKind.Rsa2048)]
    public void A_signature_over_one_part_holds_and_refers_to_it_directly(KeyKind kind)
    {
        using var country = new EvidenceCountry(kind);

        var signature = country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message)));

        Assert.Null(signature.HashChain);
        Assert.Null(Fault(country, signature));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(7)]
    public void A_signature_over_a_message_with_attachments_holds(int attachments)
    {
        var digests = Attachments(attachments);

        var signature = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message), digests));

        Assert.Null(Fault(_country, signature, digests));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(5), InlineData(16), InlineData(33)]
    public void Each_message_of_a_batch_holds_on_its_own(int count)
    {
        var messages = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes($"message {i}")).ToArray();
        var attachments = Enumerable.Range(0, count).Select(i => Attachments(i % 3)).ToArray();

        var signatures = _country.Signer.SignBatch([.. messages.Select((message, i) => new SignableMessage(EvidenceCountry.Sha512(message), attachments[i]))]);

        for (var i = 0; i < count; i++)
        {
            Assert.Null(Fault(_country, signatures[i], attachments[i], messages[i]));
            Assert.NotNull(Fault(_country, signatures[i], attachments[i], Message));
        }
    }

    [Fact]
    public void What_was_read_once_is_read_the_same_by_its_pattern()
    {
        var verifier = _country.Verifier;
        var first = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message)));
        Assert.True(Verify(verifier, first, Message).Holds);
        _country.Time.Advance(TimeSpan.FromSeconds(1));
        var second = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Body)));

        var fast = Verify(verifier, second, Body);
        var slow = SignatureDocument.Read(second.Xml);

        Assert.True(fast.Holds);
        Assert.Same(Verify(verifier, second, Body).Document!.Signer, fast.Document!.Signer);
        Assert.Equal(slow.SignedInfo.ToArray(), fast.Document.SignedInfo.ToArray());
        Assert.Equal(slow.SignedProperties.ToArray(), fast.Document.SignedProperties.ToArray());
        Assert.Equal(slow.Value.ToArray(), fast.Document.Value.ToArray());
        Assert.Equal(slow.SigningTime, fast.Document.SigningTime);
        Assert.Equal(slow.References.Select(reference => Convert.ToBase64String(reference.Value.Span)), fast.Document.References.Select(reference => Convert.ToBase64String(reference.Value.Span)));
        Assert.Equal("InvalidSignatureValue", Verify(verifier, second, Message).Fault?.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_byte_of_a_signature_can_be_changed(bool learned)
    {
        var verifier = _country.Verifier;
        var signature = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message), EvidenceCountry.Sha512(Body)));
        var xml = signature.Xml.ToArray();
        var meant = SignatureDocument.Read(xml);
        if (learned)
            Assert.True(Verify(verifier, signature, Message, [EvidenceCountry.Sha512(Body)]).Holds);

        for (var i = 0; i < xml.Length; i++)
        {
            xml[i] ^= 0x01;
            var verdict = Verify(verifier, signature with { Xml = xml }, Message, [EvidenceCountry.Sha512(Body)]);
            // What still holds says the same: a byte of what is not signed, such as a prefix of the unsigned part or the name of an OCSP answer.
            if (verdict.Holds)
            {
                Assert.Equal(meant.SignedInfo.ToArray(), verdict.Document!.SignedInfo.ToArray());
                Assert.Equal(meant.SignedProperties.ToArray(), verdict.Document.SignedProperties.ToArray());
                Assert.Equal(meant.Value.ToArray(), verdict.Document.Value.ToArray());
                Assert.Equal(meant.Signer.Certificate.RawData, verdict.Document.Signer.Certificate.RawData);
            }

            xml[i] ^= 0x01;
        }
    }

    [Theory]
    [InlineData(nameof(MessageSignature.HashChain))]
    [InlineData(nameof(MessageSignature.HashChainResult))]
    public void No_value_of_a_chain_can_be_changed(string document)
    {
        ReadOnlyMemory<byte>[] attachments = [EvidenceCountry.Sha512(Body)];
        var signature = _country.Signer.SignBatch([new(EvidenceCountry.Sha512(Message), attachments), new(EvidenceCountry.Sha512(Body))])[0];
        var whole = document == nameof(MessageSignature.HashChain) ? signature.HashChain!.Value : signature.HashChainResult!.Value;
        var verifier = _country.Verifier;

        for (var length = 0; length < whole.Length; length++)
            Assert.False(Verify(verifier, With(signature, document, whole[..length]), Message, attachments).Holds);
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 0x01;
            var verdict = Verify(verifier, With(signature, document, changed), Message, attachments);
            // A name that nothing depends on may differ; a digest may not.
            Assert.False(verdict.Holds && InDigest(whole.Span, i), $"The digest at {i} may be changed.");
        }
    }

    [Fact]
    public void A_missing_or_additional_attachment_breaks_the_signature()
    {
        var digests = Attachments(2);
        var signature = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message), digests));

        Assert.Equal("MalformedSignature.HashChainUnusedInputs", Fault(_country, signature, [.. digests, EvidenceCountry.Sha512(Body)])?.Code);
        Assert.Equal("MalformedSignature.InvalidHashChainRef", Fault(_country, signature, [digests[1], digests[0]])?.Code);
        var direct = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message)));
        Assert.Equal("MalformedSignature", Fault(_country, direct, digests)?.Code);
    }

    [Fact]
    public void Certificates_that_do_not_speak_for_the_sender_are_refused()
    {
        var other = _country.Sign(new MemberId("RP", "GOV", "somebody-else"), KeyKind.EcdsaP256, "other");
        var expired = _country.Sign(EvidenceCountry.Sender.Member, KeyKind.EcdsaP256, "expired", ValidityPeriodOf(-9, 5));
        using var abroad = new EvidenceCountry();

        Assert.Equal("IncorrectCertificate", FaultOf(_country.SignerOf(other)));
        Assert.Equal("InvalidCertPath.CertValidation", FaultOf(_country.SignerOf(expired)));
        Assert.Equal("CannotCreateCertPath", FaultOf(abroad.Signer));
        Assert.Equal("MalformedSignature", FaultOf(_country.SignerOf(_country.Responder)));
        Assert.Equal("InvalidCertPath.CertValidation", FaultOf(_country.SignerOf(_country.Member, OcspStatus.Revoked(EvidenceCountry.Now.AddDays(-1), null))));
        Assert.Equal("InvalidCertPath.IncorrectValidationInfo", FaultOf(_country.SignerOf(_country.Member, asked: EvidenceCountry.Now.AddHours(-2))));
    }

    [Fact]
    public void An_authority_approved_for_TLS_only_does_not_let_members_sign()
    {
        var verifier = new SignatureVerifier(new SignerTrust(_country.Configuration(authenticationOnly: true)), new SignatureReader());

        var verdict = Verify(verifier, _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message))), Message);

        Assert.Equal("CannotCreateCertPath", verdict.Fault?.Code);
    }

    public void Dispose() => _country.Dispose();

    private static Trust.Certificates.ValidityPeriod ValidityPeriodOf(int fromDays, int days) => Trust.Certificates.ValidityPeriod.From(EvidenceCountry.Now.AddDays(fromDays), days);

    private string? FaultOf(MessageSigner signer) => Fault(_country, signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message))))?.Code;

    private static EvidenceFault? Fault(EvidenceCountry country, MessageSignature signature, IReadOnlyList<ReadOnlyMemory<byte>>? attachments = null, byte[]? message = null) =>
        Verify(country.Verifier, signature, message ?? Message, attachments).Fault;

    private static SignatureVerdict Verify(SignatureVerifier verifier, MessageSignature signature, byte[] message, IReadOnlyList<ReadOnlyMemory<byte>>? attachments = null) =>
        verifier.Verify(signature, new MessageData(message, attachments ?? [], signature), EvidenceCountry.Sender, EvidenceCountry.Now);

    private static MessageSignature With(MessageSignature signature, string document, ReadOnlyMemory<byte> bytes) =>
        document == nameof(MessageSignature.HashChain) ? signature with { HashChain = bytes } : signature with { HashChainResult = bytes };

    private static bool InDigest(ReadOnlySpan<byte> xml, int index)
    {
        var open = xml[..index].LastIndexOf("DigestValue>"u8);
        return open >= 0 && xml[(open + 12)..index].IndexOf((byte)'<') < 0;
    }

    private static ReadOnlyMemory<byte>[] Attachments(int count) =>
        [.. Enumerable.Range(0, count).Select(i => EvidenceCountry.Sha512(Encoding.UTF8.GetBytes($"attachment {i}")))];
}
