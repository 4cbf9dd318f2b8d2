using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Certificates;

/// <summary>
/// Reads certificates that strangers send. The framework looks into names, times and extensions only when they are asked for, and
/// throws then; here a certificate that cannot be read to its end is refused at once.
/// </summary>
public static class StrangersCertificate
{
    /// <summary>Reads a certificate.</summary>
    /// <param name="der">X.509, DER.</param>
    /// <exception cref="CryptographicException">It is no certificate, or one of its fields is malformed.</exception>
    public static X509Certificate2 Load(ReadOnlySpan<byte> der)
    {
        var certificate = X509CertificateLoader.LoadCertificate(der);
        try
        {
            _ = (certificate.Subject, certificate.Issuer, certificate.NotBefore, certificate.NotAfter, certificate.PublicKey.Oid);
            foreach (var extension in certificate.Extensions)
                Read(extension);
            return certificate;
        }
        catch (CryptographicException)
        {
            certificate.Dispose();
            throw;
        }
        catch (ArgumentException malformed)
        {
            certificate.Dispose();
            throw new CryptographicException("A field of the certificate is out of its range.", malformed);
        }
    }

    private static void Read(X509Extension extension) => _ = extension switch
    {
        X509KeyUsageExtension usages => usages.KeyUsages,
        X509BasicConstraintsExtension constraints => constraints.CertificateAuthority,
        X509EnhancedKeyUsageExtension usages => usages.EnhancedKeyUsages,
        X509SubjectKeyIdentifierExtension identifier => identifier.SubjectKeyIdentifierBytes,
        _ => (object?)null,
    };
}
