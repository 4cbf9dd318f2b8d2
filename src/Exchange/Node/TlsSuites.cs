using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Exchange.Node;

/// <summary>How servers speak TLS to each other.</summary>
internal static class TlsSuites
{
    /// <summary>
    /// The suites are the system's own: they hold the modern ones and, of those that servers of X-Road to 7.8 offer by default, the two
    /// with ECDHE (a test tells if one is gone). A list of our own would cost the resumption of sessions: the framework keeps none
    /// where there is a <see cref="CipherSuitesPolicy"/>.
    /// </summary>
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Trust comes from the global configuration alone: the system's roots say nothing here, and nothing is fetched during a handshake.</summary>
    public static X509ChainPolicy ChainPolicy() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
