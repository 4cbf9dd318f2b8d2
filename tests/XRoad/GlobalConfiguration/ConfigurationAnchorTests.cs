using System.Security.Cryptography;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.XRoad.Tests.GlobalConfiguration;

public sealed class ConfigurationAnchorTests
{
    [Fact]
    public void The_anchor_of_a_centre_is_read()
    {
        var anchor = ConfigurationAnchor.Parse(Vectors.Read(Vectors.AnchorFile));

        Assert.Equal(("DEV", new DateTimeOffset(2025, 11, 5, 22, 10, 45, 770, TimeSpan.Zero)), (anchor.InstanceIdentifier, anchor.GeneratedAt));
        Assert.Equal(["http://cs/internalconf", "https://cs/internalconf"], anchor.Sources.Select(source => source.DownloadUrl));
        using var certificate = Assert.Single(anchor.Sources[0].VerificationCertificates).Open();
        Assert.Equal("CN=internalSigningKey", certificate!.Subject);
    }

    [Fact]
    public void A_written_anchor_is_read_back()
    {
        using var centre = new Centre();
        var anchor = new ConfigurationAnchor("RP & <sons>", Centre.Now, [.. centre.Anchor.Sources, new AnchorSource("http://b/externalconf?a=b&c=d", [centre.Certificate, centre.Certificate])]);

        var read = ConfigurationAnchor.Parse(anchor.Write());

        Assert.Equal(Description.Of(anchor), Description.Of(read));
        Assert.Equal(anchor.Write(), read.Write());
    }

    [Fact]
    public void A_certificate_may_be_base64_of_PEM()
    {
        using var centre = new Centre();
        var pem = Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", centre.Certificate.Der.Span));
        var text = Encoding.UTF8.GetString(centre.Anchor.Write())
            .Replace(Convert.ToBase64String(centre.Certificate.Der.Span), Convert.ToBase64String(pem, Base64FormattingOptions.InsertLineBreaks), StringComparison.Ordinal);

        Assert.Equal(centre.Certificate, ConfigurationAnchor.Parse(Encoding.UTF8.GetBytes(text)).Sources[0].VerificationCertificates[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<configurationAnchor/>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'/>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>A</instanceIdentifier></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><source><downloadURL>u</downloadURL><verificationCert>AA==</verificationCert></source></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>A</instanceIdentifier><source><downloadURL>u</downloadURL></source></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>A</instanceIdentifier><source><downloadURL>u</downloadURL><verificationCert>A</verificationCert></source></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>A</instanceIdentifier><instanceIdentifier>B</instanceIdentifier><source><downloadURL>u</downloadURL><verificationCert>AA==</verificationCert></source></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><generatedAt>yesterday</generatedAt><instanceIdentifier>A</instanceIdentifier><source><downloadURL>u</downloadURL><verificationCert>AA==</verificationCert></source></a:configurationAnchor>")]
    [InlineData("<a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'>text<instanceIdentifier>A</instanceIdentifier></a:configurationAnchor>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a:configurationAnchor xmlns:a='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>&e;</instanceIdentifier></a:configurationAnchor>")]
    public void What_is_no_anchor_is_malformed(string xml) =>
        Assert.Throws<MalformedConfigurationException>(() => ConfigurationAnchor.Parse(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void An_anchor_cut_anywhere_is_malformed()
    {
        using var centre = new Centre();
        var file = centre.Anchor.Write();

        for (var length = 0; length < file.Length; length++)
            Assert.Throws<MalformedConfigurationException>(() => ConfigurationAnchor.Parse(file.AsMemory(0, length)));
    }

    [Theory]
    // FIPS 180-4's examples, and lengths about the edges of a block (made with sha224sum).
    [InlineData("", 1, "D14A028C2A3A2BC9476102BB288234C415A2B01F828EA62AC5B3E42F")]
    [InlineData("abc", 1, "23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "75388B16512776CC5DBA5DA1FD890150B0C6455CB4F58B1952522525")]
    [InlineData("a", 55, "FB0BD626A70C28541DFA781BB5CC4D7D7F56622A58F01A0B1DDD646F")]
    [InlineData("a", 64, "A88CD5CDE6D6FE9136A4E58B49167461EA95D388CA2BDB7AFDC3CBF4")]
    [InlineData("a", 1_000_000, "20794655980C91D8BBB4C1EA97618A4BF03F42581948B2EE4EE7AD67")]
    public void The_224_bit_hash_is_that_of_the_standard(string text, int times, string hex)
    {
        var hash = AnchorHash.Of(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))));

        Assert.Equal(hex, hash.Sha224.Replace(":", "", StringComparison.Ordinal));
        Assert.Equal((83, 95), (hash.Sha224.Length, hash.Sha256.Length));
    }

    [Fact]
    public void The_hash_of_the_vectors_anchor_is_what_sha224sum_says()
    {
        var hash = AnchorHash.Of(Vectors.Read(Vectors.AnchorFile));

        Assert.Equal("54:70:AF:FE:15:78:E0:03:69:FB:C3:BE:99:D0:B0:0B:D0:77:21:52:14:87:3D:2C:B3:6D:7C:C7", hash.Sha224);
        Assert.Equal("DB:F2:C9:6D:F5:87:23:E2:C7:44:3E:58:0D:B1:4F:14:34:32:DB:36:0F:8E:ED:2C:E7:E2:31:47:13:99:FD:EF", hash.Sha256);
    }

    [Fact]
    public void A_key_is_found_by_the_hash_of_its_certificate_in_any_strong_algorithm()
    {
        using var centre = new Centre();

        Assert.Equal(KeyOrigin.Anchor, centre.Keys.Find(DigestAlgorithm.Sha256, centre.Certificate.Digest(DigestAlgorithm.Sha256))!.Origin);
        Assert.NotNull(centre.Keys.Find(DigestAlgorithm.Sha512, centre.Certificate.Digest(DigestAlgorithm.Sha512)));
        Assert.Null(centre.Keys.Find(DigestAlgorithm.Sha256, new byte[32]));
        Assert.Null(centre.Keys.Find(DigestAlgorithm.Sha256, []));
    }
}
