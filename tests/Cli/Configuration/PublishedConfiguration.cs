using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Cli.Tests.Support;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Tests.Configuration;

/// <summary>A centre that publishes a configuration in a folder of its own: <c>anchor.xml</c>, <c>V6/internalconf</c>, <c>V6/1/shared-params.xml</c>.</summary>
internal sealed class PublishedConfiguration : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WorkFolder _folder;

    public PublishedConfiguration(WorkFolder folder)
    {
        _folder = folder;
        using var certificate = new CertificateRequest("CN=internal key", _key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
        Certificate = EncodedCertificate.From(certificate);
    }

    public EncodedCertificate Certificate { get; }

    /// <summary>Writes the anchor with this key.</summary>
    public void WriteAnchor() => File.WriteAllBytes(
        Path.Combine(_folder.Path, "anchor.xml"), new ConfigurationAnchor("RP", Now, [new AnchorSource("https://centre.example/internalconf", [Certificate])]).Write());

    /// <summary>Signs and writes a configuration.</summary>
    /// <param name="keys">The keys that source names.</param>
    /// <param name="location">Where it says that the shared parameters lie.</param>
    public void Publish(IReadOnlyList<EncodedCertificate>? keys = null, string location = "/V6/1/shared-params.xml")
    {
        var shared = new SharedParameters
        {
            InstanceIdentifier = "RP",
            Sources = [new ConfigurationSource("centre.example", keys ?? [Certificate], [])],
            Members = [new Member(new MemberId("RP", "GOV", "transport"), new MemberClass("GOV", "Gobierno"), "Transporte\u009b31m", [])],
            OcspFreshness = TimeSpan.FromHours(1),
        }.Write(6);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "V6", "1"));
        File.WriteAllBytes(Path.Combine(_folder.Path, "V6", "1", "shared-params.xml"), shared);
        var part = DirectoryPart.Of(DirectoryPart.SharedParameters, "RP", location, shared, DigestAlgorithm.Sha512);
        File.WriteAllBytes(
            Path.Combine(_folder.Path, "V6", "internalconf"),
            SignedDirectory.Write(new ConfigurationDirectory(Now.AddMinutes(10), 6, [part]), _key, Certificate, DigestAlgorithm.Sha512));
    }

    public void Dispose() => _key.Dispose();
}
