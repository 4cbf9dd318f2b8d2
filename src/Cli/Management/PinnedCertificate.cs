using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Cli.Management;

/// <summary>The one certificate that a node may show: its authority is the instance's, which no machine trusts for the web.</summary>
internal sealed class PinnedCertificate
{
    private readonly byte[] _hash;

    private PinnedCertificate(byte[] hash) => _hash = hash;

    /// <summary>Reads the first certificate of a file, PEM or DER.</summary>
    /// <exception cref="InvalidDataException">There is none in it.</exception>
    public static PinnedCertificate Read(FileInfo file)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(File.ReadAllBytes(file.FullName));
            return new PinnedCertificate(certificate.GetCertHash(HashAlgorithmName.SHA256));
        }
        catch (CryptographicException problem)
        {
            throw new InvalidDataException($"{file} is no certificate, PEM or DER: {problem.Message}", problem);
        }
    }

    /// <summary>Whether it is the one that was shown.</summary>
    public bool Is(X509Certificate? shown) => shown is not null && shown.GetCertHash(HashAlgorithmName.SHA256).AsSpan().SequenceEqual(_hash);
}
