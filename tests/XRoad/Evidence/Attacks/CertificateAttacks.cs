using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

public sealed class CertificateAttacks : IDisposable
{
    private static readonly DateTimeOffset Before = EvidenceCountry.Now.AddDays(-1);
    private readonly EvidenceCountry _country = new();
    private readonly TokenKey _between;

    public CertificateAttacks() => _between = _country.Issue("between", KeyKind.EcdsaP256, (key, name) => Certificate(_country.Authority, name, key, Between()));

    [Fact]
    public void A_signer_below_an_authority_that_came_along_is_believed()
    {
        var leaf = Certificate(_between, _country.Member.Certificate!.SubjectName, _country.Member.PublicKey, Signing());

        Assert.Null(Fault(leaf, _between.Certificate!));
    }

    [Theory]
    [InlineData("no authority")]
    [InlineData("may not sign certificates")]
    [InlineData("unknown critical extension")]
    [InlineData("name constraints")]
    public void A_certificate_between_that_may_not_issue_is_refused(string what)
    {
        X509Extension[] extensions = what switch
        {
            "no authority" => Signing(),
            "may not sign certificates" => [new X509BasicConstraintsExtension(true, false, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true)],
            "name constraints" => [.. Between(), new X509Extension("2.5.29.30", [0x30, 0x00], critical: true)],
            _ => [.. Between(), new X509Extension("1.3.6.1.4.1.99999.7", [0x05, 0x00], critical: true)],
        };
        var between = Certificate(_country.Authority, _between.Certificate!.SubjectName, _between.PublicKey, extensions);
        var leaf = Certificate(_between, _country.Member.Certificate!.SubjectName, _country.Member.PublicKey, Signing());

        Assert.Equal("CannotCreateCertPath", Fault(leaf, between)?.Code);
    }

    [Fact]
    public void An_authority_below_one_that_may_have_none_is_refused()
    {
        var lower = _country.Issue("lower", KeyKind.EcdsaP256, (key, name) => Certificate(_between, name, key, Between()));
        var leaf = Certificate(lower, _country.Member.Certificate!.SubjectName, _country.Member.PublicKey, Signing());

        Assert.Equal("CannotCreateCertPath", Fault(leaf, lower.Certificate!, _between.Certificate!)?.Code);
    }

    [Fact]
    public void A_signers_certificate_with_an_unknown_critical_extension_is_refused()
    {
        var leaf = Certificate(_country.Authority, _country.Member.Certificate!.SubjectName, _country.Member.PublicKey, [.. Signing(), new X509Extension("1.3.6.1.4.1.99999.7", [0x05, 0x00], critical: true)]);

        Assert.Equal("CannotCreateCertPath", Fault(leaf)?.Code);
    }

    [Theory]
    [InlineData("2.5.29.15")]
    [InlineData("2.5.29.19")]
    [InlineData("2.5.29.37")]
    public void A_certificate_whose_extensions_cannot_be_read_is_malformed(string extension)
    {
        var strange = Certificate(_between, _between.Certificate!.SubjectName, _country.Member.PublicKey, [new X509Extension(extension, [0x04, 0x00], critical: true)]);

        Assert.Equal("MalformedSignature", Fault(strange)?.Code);
        Assert.Equal("MalformedSignature", Fault(_country.Member.Certificate!, strange)?.Code);
    }

    /// <summary>X509Certificate2 calls two certificates equal whose issuer and serial number are.</summary>
    [Fact]
    public void A_remembered_path_serves_no_other_certificate_of_its_issuer_and_number()
    {
        var real = _country.Member.Certificate!;
        var trust = _country.Trust;
        Assert.Null(Fault(real, trust));
        var impostor = _country.Issue("impostor", KeyKind.EcdsaP256, (key, _) => new CertificateRequest(real.SubjectName, key, HashAlgorithmName.SHA256)
            { CertificateExtensions = { Signing()[0] } }.Create(real.IssuerName, X509SignatureGenerator.CreateForECDsa(_between.Ecdsa), Before, EvidenceCountry.Now.AddDays(20), real.SerialNumberBytes.Span));
        Assert.Equal(real, impostor.Certificate);

        var signer = new SignatureSigner(impostor.Certificate!, [], [OcspResponse.Parse(_country.Ocsp(real))]);

        Assert.Equal("CannotCreateCertPath", trust.Check(signer, EvidenceCountry.Sender.Member, EvidenceCountry.Now, out _)?.Code);
    }

    /// <summary>Whoever replays a message may put another certificate of the same authority beside it, one that has expired, say.</summary>
    [Fact]
    public void A_path_by_one_certificate_between_is_not_remembered_for_another()
    {
        var old = Certificate(_country.Authority, _between.Certificate!.SubjectName, _between.PublicKey, Between(), Before.AddDays(-5), Before);
        var leaf = Certificate(_between, _country.Member.Certificate!.SubjectName, _country.Member.PublicKey, Signing());

        Assert.Equal("InvalidCertPath.CertValidation", Fault(leaf, old)?.Code);
        Assert.Null(Fault(leaf, _between.Certificate!));
    }

    [Fact]
    public void A_remembered_path_is_still_judged_by_time_and_answer()
    {
        var member = _country.Member.Certificate!;
        Assert.Null(Fault(member, _country.Trust));

        Assert.Equal("InvalidCertPath.CertValidation", Check(member, EvidenceCountry.Now.AddYears(5), _country.Ocsp(member, asked: EvidenceCountry.Now.AddYears(5)))?.Code);
        Assert.Equal("InvalidCertPath.CertValidation", Check(member, EvidenceCountry.Now, _country.Ocsp(member, OcspStatus.Revoked(Before)))?.Code);
    }

    [Fact]
    public void An_answer_about_another_certificate_or_by_somebody_else_does_not_count()
    {
        var member = _country.Member.Certificate!;
        var good = new OcspSingleResponse(OcspCertificateId.Of(member, _country.Authority.Certificate!), OcspStatus.Good, Before.AddDays(1), null);
        var bySigner = new Cabildo.Trust.Revocation.OcspResponder(_country.Member.Key, member, _country.Authority.Certificate!).Sign([good], EvidenceCountry.Now);
        var asResponder = new Cabildo.Trust.Revocation.OcspResponder(_country.Member.Key, _country.Responder.Certificate!, _country.Authority.Certificate!).Sign([good], EvidenceCountry.Now);

        Assert.Equal("InvalidCertPath.CertValidation", Check(member, EvidenceCountry.Now, _country.Ocsp(_country.Responder.Certificate!))?.Code);
        Assert.Equal("InvalidCertPath.IncorrectValidationInfo", Check(member, EvidenceCountry.Now, bySigner)?.Code);
        Assert.Equal("InvalidCertPath.IncorrectValidationInfo", Check(member, EvidenceCountry.Now, asResponder)?.Code);
        Assert.Equal("InvalidCertPath.CertValidation", Check(member, EvidenceCountry.Now, Cabildo.Trust.Revocation.OcspResponder.Refusal(OcspResponseStatus.TryLater))?.Code);
    }

    public void Dispose() => _country.Dispose();

    private EvidenceFault? Check(X509Certificate2 certificate, DateTimeOffset at, byte[] ocsp) =>
        _country.Trust.Check(new SignatureSigner(certificate, [], [OcspResponse.Parse(ocsp)]), EvidenceCountry.Sender.Member, at, out _);

    private EvidenceFault? Fault(X509Certificate2 leaf, SignerTrust trust) =>
        trust.Check(new SignatureSigner(leaf, [], [OcspResponse.Parse(_country.Ocsp(leaf))]), EvidenceCountry.Sender.Member, EvidenceCountry.Now, out _);

    /// <summary>What is found in a message that is signed by the member's key under this certificate.</summary>
    private EvidenceFault? Fault(X509Certificate2 leaf, params X509Certificate2[] carried)
    {
        var between = new Cabildo.Trust.Revocation.OcspResponder(_between.Key, _between.Certificate!, _between.Certificate!);
        var ofLeaf = between.Sign([new OcspSingleResponse(OcspCertificateId.Of(leaf, _between.Certificate!), OcspStatus.Good, EvidenceCountry.Now.AddMinutes(-5), null)], EvidenceCountry.Now);
        var answers = new[] { ofLeaf }.Concat(carried.Append(leaf).Select(certificate => _country.Ocsp(certificate)));
        var signature = new MessageSigner(new SigningIdentity(_country.Member.Key, leaf, carried, [.. answers.Select(der => (ReadOnlyMemory<byte>)der)]), _country.Time)
            .Sign(new SignableMessage(EvidenceCountry.Sha512(StampedMessage.Message)));
        return _country.Verifier.Verify(signature, new MessageData(StampedMessage.Message, [], signature), EvidenceCountry.Sender, EvidenceCountry.Now).Fault;
    }

    private static X509Extension[] Between() => [new X509BasicConstraintsExtension(true, true, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)];

    private static X509Extension[] Signing() => [new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true)];

    private static X509Certificate2 Certificate(TokenKey issuer, X500DistinguishedName name, PublicKey key, X509Extension[] extensions, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        return request.Create(issuer.Certificate!.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.Ecdsa), from ?? Before, to ?? EvidenceCountry.Now.AddDays(20), [1, .. RandomNumberGenerator.GetBytes(8)]);
    }
}
