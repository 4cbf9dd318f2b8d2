using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Refusals;
using Microsoft.Extensions.Logging;

namespace Cabildo.Authority.Certificates;

/// <summary>What revoking, suspending and releasing have in common.</summary>
internal sealed partial class StatusChange(CertificateRegister register, ILogger<StatusChange> log)
{
    private static readonly Refusal Unknown = new("unknown-certificate", "The authority has issued no certificate with this serial number.", 404);

    private static readonly Refusal Own = new(
        "own-certificate", "This is a certificate of the authority's own services, which is not withdrawn like that: its key has to be replaced.");

    private static readonly Refusal Revoked = new("already-revoked", "The certificate is revoked, and that is for good. Issue another.", 409);

    /// <summary>Moves a certificate of a server or member to another status.</summary>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="allowed">Whether it may leave this status; the refusal if not.</param>
    /// <param name="to">The status.</param>
    /// <param name="reason">Why; null for good.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Refusal?> RunAsync(
        string serial, Func<CertificateStatus, Refusal?> allowed, CertificateStatus to, X509RevocationReason? reason, CancellationToken ct)
    {
        // Somebody may change it between the look and the move: then look again.
        while (true)
        {
            if (await register.FindAsync(serial.ToUpperInvariant(), ct) is not { } row)
                return Unknown;
            if (row.Kind is not (CertificateKind.Authentication or CertificateKind.Signing))
                return Own;
            if (row.Status is CertificateStatus.Revoked)
                return Revoked;
            if (allowed(row.Status) is { } refusal)
                return refusal;
            if (!await register.TryMoveAsync(row.Serial, row.Status, to, reason, ct))
                continue;
            Changed(log, row.Serial, to, reason);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "The certificate {Serial} is {Status} now, reason {Reason}")]
    private static partial void Changed(ILogger logger, string serial, CertificateStatus status, X509RevocationReason? reason);
}
