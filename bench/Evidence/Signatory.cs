using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

namespace Cabildo.Bench.Evidence;

/// <summary>A member that signs, and the configuration under which others believe it.</summary>
internal sealed class Signatory : IDisposable
{
    private const string Profile = "FiVRKCertificateProfileInfoProvider";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-bench-");
    private readonly SoftToken _token;
    private readonly TokenKey _authority;

    public Signatory()
    {
        var now = TimeProvider.System.GetUtcNow();
        _token = SoftToken.Open(_folder.FullName);
        _authority = _token.GetOrCreate("authority");
        _token.SetCertificate(_authority, CertificateProfiles.Ca(_authority, new X500DistinguishedName("CN=Authority"), ValidityPeriod.From(now.AddDays(-1), 3650)));
        Key = _token.GetOrCreate("member");
        _token.SetCertificate(Key, CertificateProfiles.ExchangeSign(_authority, Key.PublicKey, Subject(), ValidityPeriod.From(now.AddHours(-1), 365)));
        Signer = new MessageSigner(new SigningIdentity(Key.Key, Key.Certificate!, [], [Ocsp(now)]), TimeProvider.System);
        Verifier = new SignatureVerifier(new SignerTrust(Configuration()), new SignatureReader());
    }

    public static MemberId Member { get; } = new("RP", "GOV", "30-70001111-5");

    public TokenKey Key { get; }

    public MessageSigner Signer { get; }

    public SignatureVerifier Verifier { get; }

    public static ReadOnlyMemory<byte> Digest(byte[] bytes) => DigestAlgorithm.Sha512.Compute(bytes);

    public void Dispose()
    {
        _token.Dispose();
        _folder.Delete(recursive: true);
    }

    private static X500DistinguishedName Subject() =>
        MemberNaming.SubjectOf(Profile, Member, "Transport", new SecurityServerId(Member, "SS1"), "AR")!;

    private byte[] Ocsp(DateTimeOffset now)
    {
        var id = OcspCertificateId.Of(Key.Certificate!, _authority.Certificate!, OcspIdHash.Sha1);
        return new Trust.Revocation.OcspResponder(_authority.Key, _authority.Certificate!, _authority.Certificate!)
            .Sign([new OcspSingleResponse(id, OcspStatus.Good, now, null)], now);
    }

    private TrustedConfiguration Configuration()
    {
        var shared = new SharedParameters
        {
            InstanceIdentifier = Member.Instance,
            ApprovedCas = [new ApprovedCa { Name = "Authority", TopCa = new CaCertificate(EncodedCertificate.From(_authority.Certificate!), []), CertificateProfileInfo = Profile }],
            OcspFreshness = TimeSpan.FromHours(1),
        };
        return new TrustedConfiguration(Member.Instance, [new ConfigurationInstance(new SharedParametersIndex(shared), 6, null)], []);
    }
}
