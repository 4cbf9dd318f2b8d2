using System.Security.Cryptography.X509Certificates;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.Evidence;

/// <summary>An instance with an authority, its OCSP responder, and members that sign; and the configuration that says so.</summary>
internal sealed class EvidenceCountry : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly SubsystemId Sender = new(new MemberId("RP", "GOV", "30-70001111-5"), "licences");
    private const string Profile = "ee.ria.xroad.common.certificateprofile.impl.FiVRKCertificateProfileInfoProvider";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-evidence-");
    private readonly SoftToken _token;

    public EvidenceCountry(KeyKind kind = KeyKind.EcdsaP256)
    {
        _token = SoftToken.Open(_folder.FullName);
        Authority = _token.GetOrCreate("authority", kind);
        _token.SetCertificate(Authority, CertificateProfiles.Ca(Authority, new("CN=Authority,O=Test"), ValidityPeriod.From(Now.AddYears(-1), 3650)));
        Responder = Issue("responder", kind, (key, name) => CertificateProfiles.OcspResponder(Authority, key, name, Validity()));
        Timestamper = Issue("timestamper", kind, (key, name) => CertificateProfiles.TimestampAuthority(Authority, key, name, Validity()));
        Member = Sign(Sender.Member, kind, "member");
        Trust = new SignerTrust(Configuration());
    }

    public string Folder => _folder.FullName;

    public TokenKey Authority { get; }

    public TokenKey Responder { get; }

    public TokenKey Timestamper { get; }

    public TokenKey Member { get; }

    public SignerTrust Trust { get; }

    public ManualTime Time { get; } = new(Now);

    public SignatureVerifier Verifier => new(Trust, new SignatureReader());

    public MessageSigner Signer => SignerOf(Member);

    public MessageSigner SignerOf(TokenKey key, OcspStatus? status = null, DateTimeOffset? asked = null) =>
        new(new SigningIdentity(key.Key, key.Certificate!, [], [Ocsp(key.Certificate!, status, asked)]), Time);

    public byte[] Ocsp(X509Certificate2 certificate, OcspStatus? status = null, DateTimeOffset? asked = null)
    {
        var at = asked ?? Now.AddMinutes(-5);
        return new Cabildo.Trust.Revocation.OcspResponder(Responder.Key, Responder.Certificate!, Authority.Certificate!)
            .Sign([new OcspSingleResponse(OcspCertificateId.Of(certificate, Authority.Certificate!, OcspIdHash.Sha1), status ?? OcspStatus.Good, at, null)], at);
    }

    /// <summary>A signing key of a member, certified as the authority's profile names it.</summary>
    public TokenKey Sign(MemberId member, KeyKind kind, string label, ValidityPeriod? validity = null) => Issue(label, kind, (key, _) =>
        CertificateProfiles.ExchangeSign(Authority, key, MemberNaming.SubjectOf(Profile, member, "Test member", new SecurityServerId(member, "SS1"), "AR")!, validity ?? Validity()));

    public TokenKey Issue(string label, KeyKind kind, Func<PublicKey, X500DistinguishedName, X509Certificate2> issue)
    {
        var key = _token.GetOrCreate(label, kind);
        _token.SetCertificate(key, issue(key.PublicKey, new X500DistinguishedName($"CN={label},O=Test")));
        return key;
    }

    public TrustedConfiguration Configuration(bool authenticationOnly = false)
    {
        var authority = new CaCertificate(EncodedCertificate.From(Authority.Certificate!), [new("http://127.0.0.1:8888", EncodedCertificate.From(Responder.Certificate!))]);
        var shared = new SharedParameters
        {
            InstanceIdentifier = "RP",
            ApprovedCas = [new ApprovedCa { Name = "Test authority", TopCa = authority, CertificateProfileInfo = Profile, AuthenticationOnly = authenticationOnly }],
            ApprovedTsas = [new ApprovedTsa("Test timestamper", "http://127.0.0.1:8899", EncodedCertificate.From(Timestamper.Certificate!))],
            OcspFreshness = TimeSpan.FromHours(1),
        };
        return new TrustedConfiguration("RP", [new ConfigurationInstance(new SharedParametersIndex(shared), 6, null)], []);
    }

    public string File(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public static ReadOnlyMemory<byte> Sha512(ReadOnlySpan<byte> bytes) => DigestAlgorithm.Sha512.Compute(bytes);

    public void Dispose()
    {
        _token.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ValidityPeriod Validity() => ValidityPeriod.From(Now.AddDays(-10), 700);
}
