using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

public sealed class SignatureAttacks : IDisposable
{
    private const string Objects = "<ds:Object>";
    private static readonly byte[] Characters = [.. "AZaz09+/=\r\n &;<>!-:."u8];
    private readonly EvidenceCountry _country = new();
    private readonly ContainerContents _contents;
    private readonly string _xml;

    public SignatureAttacks()
    {
        _contents = StampedMessage.Contents(_country);
        _xml = StampedMessage.Text(_contents.Signatures);
    }

    [Fact]
    public async Task A_second_signature_in_the_document_is_refused()
    {
        var signature = _xml[_xml.IndexOf("<ds:Signature ", StringComparison.Ordinal).._xml.IndexOf("</asic:", StringComparison.Ordinal)];
        var other = signature.Replace(" Id=\"", " Id=\"other-", StringComparison.Ordinal);

        await RefusesAsync(_xml.Replace("<ds:Signature ", other + "<ds:Signature ", StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace(Objects, $"<ds:Object>{other}</ds:Object>{Objects}", StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace("</asic:", other + "</asic:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signed_properties_cannot_be_moved_away_and_replaced()
    {
        var start = _xml.IndexOf("<xades:SignedProperties", StringComparison.Ordinal);
        var end = _xml.IndexOf("</xades:SignedProperties>", StringComparison.Ordinal) + "</xades:SignedProperties>".Length;
        var signed = _xml[start..end];
        var replaced = signed.Replace("Id=\"signed-properties\"", "Id=\"mine\"", StringComparison.Ordinal).Replace("2026-", "2020-", StringComparison.Ordinal);

        await RefusesAsync(_xml.Replace(signed, replaced, StringComparison.Ordinal).Replace(Objects, $"<ds:Object>{signed}</ds:Object>{Objects}", StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace(signed, replaced + signed, StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace(signed, signed + signed, StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace(Objects, $"<ds:Object><xades:QualifyingProperties>{replaced}</xades:QualifyingProperties></ds:Object>{Objects}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<ds:SignedInfo>", "<ds:SignedInfo xmlns:ds=\"urn:other\">")]
    [InlineData("<ds:SignedInfo>", "<ds:SignedInfo Id=\"signature\">")]
    [InlineData("<ds:SignedInfo>", "<ds:SignedInfo xml:space=\"preserve\">")]
    [InlineData("<asic:XAdESSignatures ", "<asic:XAdESSignatures xml:lang=\"es\" ")]
    [InlineData("<asic:XAdESSignatures ", "<asic:XAdESSignatures xmlns:more=\"urn:more\" ")]
    [InlineData("URI=\"/sig-hashchainresult.xml\"", "URI=\"sig-hashchainresult.xml\"")]
    [InlineData("URI=\"/sig-hashchainresult.xml\"", "URI=\"/message.xml\"")]
    [InlineData("Type=\"http://uri.etsi.org/01903#SignedProperties\"", "Type=\"http://uri.etsi.org/01903#SignedProperties \"")]
    [InlineData("Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"", "Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments\"")]
    [InlineData("ecdsa-sha512", "rsa-sha512")]
    [InlineData("ecdsa-sha512", "hmac-sha512")]
    [InlineData("ecdsa-sha512", "ecdsa-sha1")]
    [InlineData("ecdsa-sha512", "ecdsa-sha256")]
    [InlineData("</ds:Reference><ds:Reference Id=\"signature-reference-1\"", "</ds:Reference><ds:Reference URI=\"/attachment1\"><ds:DigestMethod/></ds:Reference><ds:Reference Id=\"signature-reference-1\"")]
    [InlineData("<ds:KeyInfo>", "<ds:KeyInfo/><ds:KeyInfo>")]
    [InlineData("<ds:SignatureValue ", "<ds:SignatureValue/><ds:SignatureValue ")]
    public async Task What_is_signed_cannot_be_written_otherwise(string old, string changed)
    {
        Assert.Contains(old, _xml, StringComparison.Ordinal);
        await RefusesAsync(_xml.Replace(old, changed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("ibm037")]
    [InlineData("no-such")]
    public async Task A_document_in_an_odd_encoding_is_malformed(string encoding)
    {
        await RefusesAsync(_xml.Replace("encoding=\"UTF-8\"", $"encoding=\"{encoding}\"", StringComparison.Ordinal));
        var chain = StampedMessage.Text(_contents.SignatureChain!.Chain).Replace("UTF-8", encoding, StringComparison.Ordinal);
        Assert.Equal("MalformedSignature.MalformedHashChain", await _country.CodeAsync(_contents.WithChain(chain)));
    }

    [Fact]
    public async Task Comments_within_a_signature_mean_nothing()
    {
        var commented = _xml.Replace("<ds:DigestValue>", "<ds:DigestValue><!-- AAAA -->", StringComparison.Ordinal).Replace("<ds:SignatureValue Id=\"signature-value\">", "<ds:SignatureValue Id=\"signature-value\"><!-- AAAA -->", StringComparison.Ordinal);

        var verdict = await _country.VerifyAsync(_contents.WithSignatures(_country, commented));

        Assert.True(verdict.IsValid, verdict.Fault?.ToString());
        Assert.Equal(SignatureDocument.Read(_contents.Signatures).SignedInfo.ToArray(), verdict.Signature!.Document!.SignedInfo.ToArray());
    }

    [Fact]
    public async Task Another_certificate_cannot_take_the_signers_place()
    {
        var own = Convert.ToBase64String(_country.Member.Certificate!.RawData);
        var other = Convert.ToBase64String(CertificateProfiles.ExchangeSign(
            _country.Authority, _country.Member.PublicKey, _country.Member.Certificate.SubjectName, ValidityPeriod.From(EvidenceCountry.Now.AddDays(-1), 90)).RawData);

        await RefusesAsync(_xml.Replace(own, other, StringComparison.Ordinal));
        await RefusesAsync(_xml.Replace($"<ds:X509Certificate>{own}", $"<ds:X509Certificate>{other}</ds:X509Certificate><ds:X509Certificate>{own}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_of_another_signature_proves_nothing()
    {
        var other = _country.Signer.SignBatch([new SignableMessage(EvidenceCountry.Sha512("first"u8)), new SignableMessage(EvidenceCountry.Sha512("second"u8))])[0];

        Assert.Equal("MalformedSignature.InvalidHashChainRef", await _country.CodeAsync(StampedMessage.Stamp(_country, other)));
        Assert.Equal("InvalidSignatureValue", await _country.CodeAsync(_contents.WithSignatures(_country, StampedMessage.Text(other.Xml))));
    }

    /// <summary>An element that nobody reads repeats the digest, which itself is written with a character reference: the place to watch seems to be the former.</summary>
    [Fact]
    public void A_document_that_hides_its_digest_from_the_pattern_is_not_learnt()
    {
        var verifier = _country.Verifier;
        var first = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(StampedMessage.Message)));
        var second = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(StampedMessage.Body)));
        var hidden = Hide(first, StampedMessage.Message);
        Assert.True(Verify(verifier, first with { Xml = Encoding.UTF8.GetBytes(hidden) }, StampedMessage.Message).Holds);
        var (oldDigest, newDigest) = (Digest(StampedMessage.Message), Digest(StampedMessage.Body));
        var (oldValue, newValue) = (Value(first), Value(second));
        var forged = hidden.Replace($">{oldDigest}<", $">{newDigest}<", StringComparison.Ordinal).Replace(oldValue, newValue, StringComparison.Ordinal);

        var verdict = Verify(verifier, second with { Xml = Encoding.UTF8.GetBytes(forged) }, StampedMessage.Body);

        Assert.Equal("InvalidSignatureValue", verdict.Fault?.Code);
    }

    [Fact]
    public void A_pattern_reads_no_document_otherwise_than_the_parser()
    {
        var reader = new SignatureReader();
        var verifier = new SignatureVerifier(_country.Trust, reader);
        var signature = _country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(StampedMessage.Message)));
        Assert.True(Verify(verifier, signature, StampedMessage.Message).Holds);
        var random = new Random(1);

        for (var round = 0; round < 3_000; round++)
        {
            var xml = signature.Xml.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                xml[random.Next(xml.Length)] = Characters[random.Next(Characters.Length)];
            Assert.Equal(Read(SignatureDocument.Read, xml), Read(reader.Read, xml));
        }
    }

    public void Dispose() => _country.Dispose();

    private static string Read(Func<ReadOnlyMemory<byte>, SignatureDocument> read, byte[] xml)
    {
        try
        {
            var document = read(xml);
            return string.Join('|', Convert.ToHexString(document.SignedInfo.Span), Convert.ToHexString(document.SignedProperties.Span), Convert.ToHexString(document.Value.Span), document.SigningTime, document.Signer.Certificate.Thumbprint);
        }
        catch (MalformedSignatureException)
        {
            return "refused";
        }
    }

    private async Task RefusesAsync(string signatures)
    {
        Assert.NotEqual(_xml, signatures);
        Assert.Contains(await _country.CodeAsync(_contents.WithSignatures(_country, signatures)), (string[])["MalformedSignature", "InvalidSignatureValue"]);
    }

    private static string Hide(MessageSignature signature, byte[] message)
    {
        var digest = Digest(message);
        var encoded = $"&#{(int)digest[0]};{digest[1..]}";
        return StampedMessage.Text(signature.Xml).Replace(digest, encoded, StringComparison.Ordinal).Replace("</asic:", $"<x>{digest}</x></asic:", StringComparison.Ordinal);
    }

    private static string Digest(byte[] bytes) => Convert.ToBase64String(DigestAlgorithm.Sha512.Compute(bytes));

    private static string Value(MessageSignature signature) => Convert.ToBase64String(SignatureDocument.Read(signature.Xml).Value.Span);

    private static SignatureVerdict Verify(SignatureVerifier verifier, MessageSignature signature, byte[] message) =>
        verifier.Verify(signature, new MessageData(message, [], signature), EvidenceCountry.Sender, EvidenceCountry.Now);
}
