using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Refusals;

namespace Cabildo.Authority.Certificates;

/// <summary>Puts a certificate of a server or member on hold.</summary>
public sealed class SuspendCertificate
{
    private readonly StatusChange _change;

    internal SuspendCertificate(StatusChange change) => _change = change;

    /// <summary>Suspends it (certificateHold, RFC 5280 §5.3.1); the responder says so from then on.</summary>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null, or why not: <c>unknown-certificate</c>, <c>own-certificate</c>, <c>already-revoked</c>, <c>already-suspended</c>.</returns>
    public Task<Refusal?> RunAsync(string serial, CancellationToken ct) => _change.RunAsync(
        serial,
        status => status is CertificateStatus.Good ? null : new Refusal("already-suspended", "The certificate is on hold already.", 409),
        CertificateStatus.Suspended,
        X509RevocationReason.CertificateHold,
        ct);
}
