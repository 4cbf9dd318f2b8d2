using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Tests.Certificates;

public sealed class TrustServiceProfilesTests : IDisposable
{
    private static readonly ValidityPeriod Year = ValidityPeriod.From(TestNation.Start, 365);
    private readonly TestNation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_responder_is_for_answers_about_revocation_and_its_own_is_not_asked()
    {
        var responder = _nation.Responder.Certificate!;

        Assert.Equal(["1.3.6.1.5.5.7.3.9"], Usages(responder));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, responder.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal([0x05, 0x00], responder.Extensions["1.3.6.1.5.5.7.48.1.5"]!.RawData);
    }

    [Fact]
    public void A_timestamping_key_is_critically_for_nothing_else()
    {
        var timestamper = _nation.Timestamper.Certificate!;

        Assert.Equal(["1.3.6.1.5.5.7.3.8"], Usages(timestamper));
        Assert.True(timestamper.Extensions["2.5.29.37"]!.Critical);
    }

    [Fact]
    public void A_certificate_says_where_its_status_is_asked()
    {
        var address = new Uri("http://ocsp.example/rp");
        var key = _nation.Member.PublicKey;
        var name = new X500DistinguishedName("CN=x");

        var sign = CertificateProfiles.ExchangeSign(_nation.Authority, key, name, Year, address);
        var auth = CertificateProfiles.ExchangeAuth(_nation.Authority, key, name, ["node.example"], Year, address);

        Assert.All([sign, auth], certificate => Assert.Equal(
            [address.AbsoluteUri], certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Single().EnumerateOcspUris()));
        Assert.Empty(_nation.Member.Certificate!.Extensions.OfType<X509AuthorityInformationAccessExtension>());
    }

    [Fact]
    public void Authorities_stand_under_one_another_as_deep_as_the_root_says()
    {
        var root = _nation.With("deep", KeyKind.EcdsaP384, (_, name) =>
            CertificateProfiles.Ca(_nation.Key("deep", KeyKind.EcdsaP384), name, Year, levelsBelow: 1));
        var middle = _nation.With("middle", KeyKind.EcdsaP256, (key, name) => CertificateProfiles.SubordinateCa(root, key, name, Year));
        var signer = CertificateProfiles.ExchangeSign(middle, _nation.Member.PublicKey, new("CN=x"), Year);

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root.Certificate!);
        chain.ChainPolicy.ExtraStore.Add(middle.Certificate!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = TestNation.Now.UtcDateTime;
        Assert.True(chain.Build(signer), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.SubordinateCa(middle, _nation.Member.PublicKey, new("CN=x"), Year));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.SubordinateCa(_nation.Authority, _nation.Member.PublicKey, new("CN=x"), Year));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.SubordinateCa(_nation.Member, _nation.Member.PublicKey, new("CN=x"), Year));
    }

    private static IEnumerable<string?> Usages(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(usage => usage.Value);
}
