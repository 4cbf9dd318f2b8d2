using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Authority.Tests.Support;

/// <summary>Certification requests with keys made for them.</summary>
internal static class Requests
{
    private static readonly X500DistinguishedName Subject = new("CN=whatever the sender likes");

    public static byte[] Ec() => Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static byte[] Of(ECDsa key)
    {
        using (key)
            return new CertificateRequest(Subject, key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    public static byte[] Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();
    }

    /// <summary>A request that asks to be an authority, in somebody else's name.</summary>
    public static byte[] Greedy()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RP root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSigningRequest();
    }
}
