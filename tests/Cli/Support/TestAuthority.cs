using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Cli.Tests.Support;

/// <summary>An authority as a node's operators deal with it: by files.</summary>
internal static class TestAuthority
{
    /// <summary>Takes the requests' keys, and puts its own name to them; its certificate is <c>ca.pem</c>.</summary>
    public static List<string> Issue(WorkFolder folder, string[] requests)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var own = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = own.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        folder.Write("ca.pem", authority.ExportCertificatePem());
        return [.. requests.Select(file =>
        {
            var request = CertificateRequest.LoadSigningRequestPem(File.ReadAllText(file), HashAlgorithmName.SHA256);
            using var certificate = request.Create(authority, now, now.AddDays(5), [1, 2, 3, (byte)file.Length]);
            folder.Write(Path.GetFileName(file) + ".pem", certificate.ExportCertificatePem());
            return Path.GetFileName(file) + ".pem";
        })];
    }

    /// <summary>An anchor whose centre is away.</summary>
    public static byte[] Anchor()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=Configuration", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        return new ConfigurationAnchor("RP", now, [new AnchorSource("http://127.0.1.1:1/internalconf", [EncodedCertificate.From(certificate)])]).Write();
    }
}
