using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Tests.Certificates;

public sealed class CertificateProfilesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly X500DistinguishedName Name = new("CN=someone");

    private static readonly MdocAuthority Authority =
        new("UT", "Licensing Authority", new Uri("https://licences.example"), new Uri("https://licences.example/crl"));

    private readonly TemporaryFolder _folder = new();
    private readonly SoftToken _token;

    public CertificateProfilesTests() => _token = SoftToken.Open(_folder.Path);

    [Theory]
    [InlineData(KeyKind.EcdsaP256, KeyKind.EcdsaP256)]
    [InlineData(KeyKind.Rsa2048, KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP256, KeyKind.Rsa2048)]
    public void Issued_certificates_chain_to_their_root(KeyKind rootKind, KeyKind kind)
    {
        var root = Root(rootKind);
        var key = _token.GetOrCreate("node", kind).PublicKey;
        var auth = CertificateProfiles.ExchangeAuth(root, key, Name, ["127.0.0.1"], ValidityPeriod.From(Start, 365));
        var sign = CertificateProfiles.ExchangeSign(root, key, Name, ValidityPeriod.From(Start, 365));

        Assert.True(Chains(auth, root.Certificate!));
        Assert.True(Chains(sign, root.Certificate!));
        Assert.False(Chains(sign, CertificateProfiles.Ca(_token.GetOrCreate("other"), new("CN=Root"), ValidityPeriod.From(Start, 1000))));
    }

    [Fact]
    public void An_auth_certificate_serves_both_ends_of_TLS_and_names_its_hosts()
    {
        var auth = CertificateProfiles.ExchangeAuth(
            Root(), _token.GetOrCreate("node").PublicKey, Name, ["127.0.1.2", "node.example"], ValidityPeriod.From(Start, 365));

        var usages = auth.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], usages.Cast<Oid>().Select(usage => usage.Value));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, Usage(auth));
        Assert.True(auth.MatchesHostname("127.0.1.2"));
        Assert.True(auth.MatchesHostname("node.example"));
        Assert.False(auth.MatchesHostname("other.example"));
    }

    [Fact]
    public void A_sign_certificate_is_for_non_repudiation_alone()
    {
        var sign = CertificateProfiles.ExchangeSign(Root(), _token.GetOrCreate("member").PublicKey, Name, ValidityPeriod.From(Start, 365));

        Assert.Equal(X509KeyUsageFlags.NonRepudiation, Usage(sign));
        Assert.Empty(sign.Extensions.OfType<X509EnhancedKeyUsageExtension>());
    }

    [Fact]
    public void A_document_signer_has_what_ISO_18013_5_annex_B_asks()
    {
        var iaca = Iaca();
        var signer = CertificateProfiles.DocumentSigner(
            iaca, Authority, "Signer 1", _token.GetOrCreate("signer").PublicKey, ValidityPeriod.From(Start, 457));

        Assert.True(Chains(signer, iaca.Certificate!));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, Usage(signer));
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, Usage(iaca.Certificate!));
        var extended = signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single();
        Assert.True(extended.Critical);
        Assert.Equal("1.0.18013.5.1.2", Assert.Single(extended.EnhancedKeyUsages.Cast<Oid>()).Value);
        foreach (var certificate in (X509Certificate2[])[signer, iaca.Certificate!])
        {
            Assert.NotNull(certificate.Extensions["2.5.29.18"]);
            Assert.NotNull(certificate.Extensions["2.5.29.31"]);
            Assert.Contains("C=UT", certificate.Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Validity_beyond_the_profile_or_the_issuer_is_refused()
    {
        var key = _token.GetOrCreate("node").PublicKey;

        Assert.Throws<ArgumentException>(() => CertificateProfiles.DocumentSigner(Iaca(), Authority, "s", key, ValidityPeriod.From(Start, 458)));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.ExchangeSign(Root(), key, Name, ValidityPeriod.From(Start, 1001)));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.ExchangeSign(Root(), key, Name, ValidityPeriod.From(Start.AddDays(-1), 10)));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.Iaca(_token.GetOrCreate("i"), Authority, ValidityPeriod.From(Start, 21 * 366)));
        Assert.Throws<ArgumentException>(() => new ValidityPeriod(Start, Start));
    }

    [Fact]
    public void Only_an_authority_issues()
    {
        var node = _token.GetOrCreate("node");

        Assert.Throws<ArgumentException>(() => CertificateProfiles.ExchangeSign(node, node.PublicKey, Name, ValidityPeriod.From(Start, 10)));
        _token.SetCertificate(node, CertificateProfiles.ExchangeSign(Root(), node.PublicKey, Name, ValidityPeriod.From(Start, 365)));
        Assert.Throws<ArgumentException>(() => CertificateProfiles.ExchangeSign(node, node.PublicKey, Name, ValidityPeriod.From(Start, 10)));
    }

    [Fact]
    public void Weak_keys_and_nameless_servers_are_refused()
    {
        using var weak = RSA.Create(1024);

        Assert.Throws<ArgumentException>(() => CertificateProfiles.ExchangeSign(Root(), new PublicKey(weak), Name, ValidityPeriod.From(Start, 10)));
        Assert.Throws<ArgumentException>(() =>
            CertificateProfiles.ExchangeAuth(Root(), _token.GetOrCreate("node").PublicKey, Name, [], ValidityPeriod.From(Start, 10)));
        Assert.Throws<ArgumentException>(() =>
            CertificateProfiles.Iaca(_token.GetOrCreate("i"), Authority with { Country = "utopia" }, ValidityPeriod.From(Start, 10)));
    }

    public void Dispose()
    {
        _token.Dispose();
        _folder.Dispose();
    }

    private TokenKey Root(KeyKind kind = KeyKind.EcdsaP256)
    {
        var root = _token.GetOrCreate("root", kind);
        if (root.Certificate is null)
            _token.SetCertificate(root, CertificateProfiles.Ca(root, new X500DistinguishedName("CN=Root"), ValidityPeriod.From(Start, 1000)));
        return root;
    }

    private TokenKey Iaca()
    {
        var iaca = _token.GetOrCreate("iaca");
        if (iaca.Certificate is null)
            _token.SetCertificate(iaca, CertificateProfiles.Iaca(iaca, Authority, ValidityPeriod.From(Start, 3000)));
        return iaca;
    }

    private static X509KeyUsageFlags Usage(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages;

    private static bool Chains(X509Certificate2 certificate, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Start.AddDays(1).UtcDateTime;
        return chain.Build(certificate);
    }
}
