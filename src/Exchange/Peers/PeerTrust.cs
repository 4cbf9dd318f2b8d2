using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;

namespace Cabildo.Exchange.Peers;

/// <summary>Tells which server a TLS certificate belongs to: it must be registered, and within its dates.</summary>
internal sealed class PeerTrust(PeerDirectory directory, TimeProvider time)
{
    public Peer? FindPeer(X509Certificate2? certificate) =>
        certificate is not null && IsCurrent(certificate)
            ? directory.FindByCertificate(certificate.GetCertHashString(HashAlgorithmName.SHA256))
            : null;

    private bool IsCurrent(X509Certificate2 certificate)
    {
        var now = time.GetUtcNow();
        var validity = ValidityPeriod.Of(certificate);
        return validity.NotBefore <= now && now <= validity.NotAfter;
    }
}
