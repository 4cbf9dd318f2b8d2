using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// How an authority lets another key answer for it (RFC 6960 §4.2.2.2): by a certificate that it issues itself, directly, with
/// id-kp-OCSPSigning. Whether that certificate was revoked is not asked, with id-pkix-ocsp-nocheck or without: X-Road does not either,
/// and an authority withdraws a responder by its short validity.
/// </summary>
internal static class OcspDelegation
{
    public static bool Holds(X509Certificate2 responder, X509Certificate2 issuer) =>
        CertificateSignature.IsBy(responder, issuer) && HasUsage(responder);

    private static bool HasUsage(X509Certificate2 responder) => responder.Extensions
        .OfType<X509EnhancedKeyUsageExtension>()
        .Any(usages => usages.EnhancedKeyUsages[CertificateProfiles.OcspResponderUsage] is not null);
}
