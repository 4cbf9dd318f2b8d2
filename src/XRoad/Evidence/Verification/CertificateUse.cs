using System.Security.Cryptography.X509Certificates;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>What a certificate is relied on for.</summary>
public enum CertificateUse
{
    /// <summary>A member's signatures.</summary>
    Signing,

    /// <summary>The TLS of a security server: authorities that are approved for that alone count too.</summary>
    Authentication,
}

/// <summary>Tells the two kinds of certificates of X-Road apart, as its servers do.</summary>
public static class CertificateUses
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private const X509KeyUsageFlags TlsUsages =
        X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment;

    /// <summary>Whether a server may show it to another: it is for client authentication, or by its key usage for TLS.</summary>
    public static bool IsForAuthentication(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usages => usages.EnhancedKeyUsages[ClientAuthentication] is not null)
        || (UsagesOf(certificate) & TlsUsages) != X509KeyUsageFlags.None;

    /// <summary>Whether it is for signing: it has nonRepudiation.</summary>
    public static bool IsForSigning(X509Certificate2 certificate) => UsagesOf(certificate).HasFlag(X509KeyUsageFlags.NonRepudiation);

    private static X509KeyUsageFlags UsagesOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
}
