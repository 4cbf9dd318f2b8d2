using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Refusals;

namespace Cabildo.Authority.Certificates;

/// <summary>Revokes a certificate of a server or member, for good.</summary>
public sealed class RevokeCertificate
{
    private readonly StatusChange _change;

    internal RevokeCertificate(StatusChange change) => _change = change;

    /// <summary>Revokes it; the responder says so from then on.</summary>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="reason">Why (RFC 5280 §5.3.1); a hold is for <see cref="SuspendCertificate"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null, or why not: <c>reason-wrong</c>, <c>unknown-certificate</c>, <c>own-certificate</c>, <c>already-revoked</c>.</returns>
    public async Task<Refusal?> RunAsync(string serial, X509RevocationReason reason, CancellationToken ct) =>
        reason is X509RevocationReason.CertificateHold or X509RevocationReason.RemoveFromCrl || !Enum.IsDefined(reason)
            ? new Refusal("reason-wrong", "This is no reason to revoke for good. To put the certificate on hold, suspend it.")
            : await _change.RunAsync(serial, _ => null, CertificateStatus.Revoked, reason, ct);
}
