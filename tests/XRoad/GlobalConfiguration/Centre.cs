using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration;

/// <summary>A centre that publishes a configuration of instance RP.</summary>
internal sealed class Centre : IDisposable
{
    public const string Instance = "RP";
    public const string SharedLocation = "/V6/1/shared-params.xml";
    public const string PrivateLocation = "/V6/1/private-params.xml";
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm _key;

    public Centre(bool rsa = false)
    {
        _key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Certificate = EncodedCertificate.From(CertificateOf(_key, "CN=internal"));
    }

    public EncodedCertificate Certificate { get; }

    public ConfigurationAnchor Anchor => new(Instance, Now, [new AnchorSource("https://centre.example/internalconf", [Certificate])]);

    public VerificationKeys Keys => new(Anchor);

    public SharedParameters Shared => new()
    {
        InstanceIdentifier = Instance,
        Sources = [new ConfigurationSource("centre.example", [Certificate], [])],
        Members = [new Member(new MemberId(Instance, "GOV", "transport"), new MemberClass("GOV", "Government"), "Transport", [])],
        MemberClasses = [new MemberClass("GOV", "Government")],
        OcspFreshness = TimeSpan.FromHours(1),
    };

    public PrivateParameters Private => new(
        Instance, [], new ManagementService("https://centre.example:4001/", null, new SubsystemId(new MemberId(Instance, "GOV", "digital"), "management")), TimeSpan.FromMinutes(1));

    public static X509Certificate2 CertificateOf(AsymmetricAlgorithm key, string subject)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(9));
    }

    /// <summary>The signed directory of these parameters.</summary>
    public byte[] Publish(SharedParameters? shared = null, DateTimeOffset? expires = null) => Sign(new ConfigurationDirectory(expires ?? Now.AddMinutes(10), 6,
    [
        DirectoryPart.Of(DirectoryPart.SharedParameters, Instance, SharedLocation, (shared ?? Shared).Write(6), DigestAlgorithm.Sha512),
        DirectoryPart.Of(DirectoryPart.PrivateParameters, Instance, PrivateLocation, Private.Write(), DigestAlgorithm.Sha512),
    ]));

    public byte[] Sign(ConfigurationDirectory directory) => SignedDirectory.Write(directory, _key, Certificate, DigestAlgorithm.Sha512);

    /// <summary>Signs bytes that no writer of ours would write, in a file as it would be downloaded.</summary>
    public byte[] SignRaw(string body, string boundary = "inner", string algorithm = "", string partHeaders = "")
    {
        var signature = SignatureAlgorithm.For(_key, DigestAlgorithm.Sha512);
        var value = signature.Sign(_key, System.Text.Encoding.UTF8.GetBytes(body), DSASignatureFormat.Rfc3279DerSequence);
        return System.Text.Encoding.UTF8.GetBytes(
            "Content-Type: multipart/related; boundary=outer\r\n\r\n--outer\r\n"
            + $"{partHeaders}Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n{body}\r\n--outer\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
            + $"Signature-Algorithm-Id: {(algorithm.Length > 0 ? algorithm : signature.Uri)}\r\n"
            + $"Verification-certificate-hash: {Convert.ToBase64String(Certificate.Digest(DigestAlgorithm.Sha512))}; hash-algorithm-id=\"{DigestAlgorithm.Sha512.Uri}\"\r\n\r\n"
            + $"{Convert.ToBase64String(value)}\r\n--outer--\r\n");
    }

    public void Dispose() => _key.Dispose();
}
