using Cabildo.Platform.Refusals;

namespace Cabildo.Authority.Certificates;

/// <summary>Takes a certificate of a server or member off hold.</summary>
public sealed class ReleaseCertificate
{
    private readonly StatusChange _change;

    internal ReleaseCertificate(StatusChange change) => _change = change;

    /// <summary>Makes it good again; the responder says so from then on.</summary>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null, or why not: <c>unknown-certificate</c>, <c>own-certificate</c>, <c>already-revoked</c>, <c>not-suspended</c>.</returns>
    public Task<Refusal?> RunAsync(string serial, CancellationToken ct) => _change.RunAsync(
        serial,
        status => status is CertificateStatus.Suspended ? null : new Refusal("not-suspended", "The certificate is not on hold.", 409),
        CertificateStatus.Good,
        reason: null,
        ct);
}
