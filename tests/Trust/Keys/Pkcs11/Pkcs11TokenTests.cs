using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Keys.Pkcs11;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Timestamps;

namespace Cabildo.Trust.Tests.Keys.Pkcs11;

public sealed class Pkcs11TokenTests(SoftHsm hsm) : IClassFixture<SoftHsm>
{
    private static readonly byte[] Message = "a message"u8.ToArray();

    [Theory]
    [InlineData(KeyKind.EcdsaP256, SignatureScheme.Ecdsa, "SHA-256")]
    [InlineData(KeyKind.EcdsaP384, SignatureScheme.Ecdsa, "SHA-512")]
    [InlineData(KeyKind.Rsa2048, SignatureScheme.RsaPkcs1, "SHA-256")]
    [InlineData(KeyKind.Rsa3072, SignatureScheme.RsaPkcs1, "SHA-512")]
    [InlineData(KeyKind.Rsa2048, SignatureScheme.RsaPss, "SHA-384")]
    public void What_a_key_in_the_token_signs_its_public_half_verifies(KeyKind kind, SignatureScheme scheme, string digest)
    {
        using var token = Open();
        Assert.True(DigestAlgorithm.TryFromName(digest, out var hash));
        var algorithm = SignatureAlgorithm.Of(scheme, hash);
        var key = token.GetOrCreate($"sign-{kind}", kind);

        var signature = algorithm.Sign(key.Key, Message, DSASignatureFormat.Rfc3279DerSequence);

        using var outside = PublicHalf(key);
        Assert.True(algorithm.Verify(outside, Message, signature, DSASignatureFormat.Rfc3279DerSequence));
        Assert.True(algorithm.Verify(key.Key, Message, signature, DSASignatureFormat.Rfc3279DerSequence));
        Assert.False(algorithm.Verify(outside, [.. Message, 0], signature, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public void A_key_is_found_again_by_label_and_by_id_with_its_certificate()
    {
        byte[] publicKey;
        using (var token = Open())
        {
            var root = token.GetOrCreate("root", KeyKind.Rsa2048);
            token.SetCertificate(root, CertificateProfiles.Ca(root, new("CN=Root"), TestNation.Decades));
            var signer = token.GetOrCreate("signer");
            publicKey = signer.PublicKey.ExportSubjectPublicKeyInfo();
            for (var serial = 0; serial < 2; serial++)
                token.SetCertificate(signer, CertificateProfiles.ExchangeSign(root, signer.PublicKey, new($"CN=signer {serial}"), TestNation.Decades), root.Certificate!);
            Assert.Same(signer, token.Find("signer"));
        }

        using var again = Open();
        var found = again.Find("signer")!;

        Assert.Equal(publicKey, found.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal("CN=signer 1", found.Certificate!.Subject);
        Assert.Equal("CN=Root", Assert.Single(found.Issuers).Subject);
        Assert.False(found.IsExportable);
        Assert.Null(again.Find("absent"));
        Assert.Null(again.FindById([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => again.SetCertificate(found, again.Find("root")!.Certificate!));
    }

    [Fact]
    public void A_private_key_does_not_leave_its_token()
    {
        using var token = Open();

        var (ec, rsa) = ((ECDsa)token.GetOrCreate("stays").Key, (RSA)token.GetOrCreate("stays-rsa", KeyKind.Rsa2048).Key);

        Assert.Throws<CryptographicException>(() => ec.ExportParameters(includePrivateParameters: true));
        Assert.Throws<CryptographicException>(() => rsa.ExportParameters(includePrivateParameters: true));
        Assert.ThrowsAny<CryptographicException>(() => ec.ExportPkcs8PrivateKey());
        Assert.Null(ec.ExportParameters(includePrivateParameters: false).D);
    }

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.Rsa2048)]
    public void Certificates_answers_and_timestamps_are_signed_in_the_token(KeyKind kind)
    {
        using var token = Open();
        var root = token.GetOrCreate($"services-root-{kind}", kind);
        token.SetCertificate(root, CertificateProfiles.Ca(root, new("CN=Root"), TestNation.Decades));
        var stamper = token.GetOrCreate($"services-tsa-{kind}", kind);
        token.SetCertificate(stamper, CertificateProfiles.TimestampAuthority(root, stamper.PublicKey, new("CN=TSA"), TestNation.Decades));

        var answer = new OcspResponder(root.Key, root.Certificate!, root.Certificate!).Sign(
            [new OcspSingleResponse(OcspCertificateId.Of(stamper.Certificate!, root.Certificate!), OcspStatus.Good, TestNation.Now, null)], TestNation.Now);
        var stamp = new TimestampAuthority(stamper.Key, stamper.Certificate!, "1.2.3").Answer(
            new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha256, Message)).Encode(), TestNation.Now);

        Assert.True(new OcspCheck(root.Certificate!).Run(OcspResponse.Parse(answer), stamper.Certificate!, TestNation.Now).IsGood);
        Assert.True(TimestampResponse.Parse(stamp).Token!.Check(Message, [stamper.Certificate!]).IsValid);
    }

    [Fact]
    public void A_self_signed_certificate_is_made_with_the_frameworks_own_request()
    {
        using var token = Open();

        var certificate = new CertificateRequest("CN=self", token.GetOrCreate("self").Ecdsa, HashAlgorithmName.SHA256);
        using var made = certificate.Create(
            certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(token.GetOrCreate("self").Ecdsa), TestNation.Start, TestNation.Now, [1]);

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(made);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = TestNation.Start.AddDays(1).UtcDateTime;
        Assert.True(chain.Build(made));
    }

    [Fact]
    public void Eight_threads_sign_with_one_key()
    {
        using var token = Open();
        var key = token.GetOrCreate("shared").Ecdsa;

        var signatures = Enumerable.Range(0, 800).AsParallel().WithDegreeOfParallelism(8)
            .Select(number => (Data: BitConverter.GetBytes(number), Signature: key.SignData(BitConverter.GetBytes(number), HashAlgorithmName.SHA256)))
            .ToList();

        Assert.All(signatures, signed => Assert.True(key.VerifyData(signed.Data, signed.Signature, HashAlgorithmName.SHA256)));
    }

    [Fact]
    public void Threads_that_make_one_key_at_once_end_with_the_same()
    {
        using var token = Open();

        var keys = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => token.GetOrCreate("raced")).Distinct();

        Assert.Single(keys);
    }

    [Fact]
    public void A_wrong_PIN_is_refused_and_a_right_one_accepted_after_it()
    {
        var refused = Assert.Throws<Pkcs11Exception>(() => Pkcs11Token.Open(hsm.Module, "other", "1111"));

        Assert.Equal(Pkcs11Fault.PinRefused, refused.Fault);
        Assert.DoesNotContain("1111", refused.ToString(), StringComparison.Ordinal);
        using var token = Pkcs11Token.Open(hsm.Module, "other", SoftHsm.Pin);
        Assert.Equal("other", token.Label);
    }

    [Fact]
    public void A_missing_module_and_an_unknown_token_are_named()
    {
        Assert.Equal(Pkcs11Fault.NoToken, Assert.Throws<Pkcs11Exception>(() => Pkcs11Token.Open(hsm.Module, "absent", "1")).Fault);
        Assert.Equal(Pkcs11Fault.NoModule, Assert.Throws<Pkcs11Exception>(() => Pkcs11Token.Open("/nowhere/module.so", "keys", "1")).Fault);
        // A library, but of something else.
        Assert.Equal(Pkcs11Fault.NoModule, Assert.Throws<Pkcs11Exception>(() => Pkcs11Token.Open("libc.so.6", "keys", "1")).Fault);
    }

    [Fact]
    public void A_token_that_was_pulled_out_says_to_be_opened_again_and_then_works()
    {
        using (var token = Open())
        {
            var key = token.GetOrCreate("pulled").Ecdsa;
            key.SignData(Message, HashAlgorithmName.SHA256);

            hsm.EndAllSessions();

            Assert.Equal(Pkcs11Fault.SessionLost, Assert.Throws<Pkcs11Exception>(() => key.SignData(Message, HashAlgorithmName.SHA256)).Fault);
        }

        using var again = Open();
        Assert.NotEmpty(again.Find("pulled")!.Ecdsa.SignData(Message, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void A_closed_token_signs_no_more()
    {
        var token = Open();
        var key = token.GetOrCreate("closed").Ecdsa;

        token.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.SignData(Message, HashAlgorithmName.SHA256));
    }

    private Pkcs11Token Open() => Pkcs11Token.Open(hsm.Module, "keys", SoftHsm.Pin);

    private static AsymmetricAlgorithm PublicHalf(TokenKey key) =>
        (AsymmetricAlgorithm?)key.PublicKey.GetECDsaPublicKey() ?? key.PublicKey.GetRSAPublicKey()!;
}
