using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Data;
using Cabildo.Trust.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Authority.Certificates;

/// <summary>The register of what was issued: a certificate that is not in it is unknown.</summary>
internal sealed class CertificateRegister(IDbContextFactory<AuthorityContext> databases, TimeProvider time)
{
    /// <summary>Enters a certificate, unless it is there.</summary>
    public async Task<CertificateRow> AddAsync(X509Certificate2 certificate, CertificateKind kind, string holder, CancellationToken ct)
    {
        var (now, validity) = (time.GetUtcNow(), ValidityPeriod.Of(certificate));
        var row = new CertificateRow
        {
            Serial = certificate.SerialNumber,
            Kind = kind,
            Holder = holder,
            Subject = certificate.Subject,
            NotBefore = validity.NotBefore,
            NotAfter = validity.NotAfter,
            IssuedAt = now,
            Status = CertificateStatus.Good,
            StatusSince = now,
            Certificate = certificate.RawData,
        };
        await using var database = await databases.CreateDbContextAsync(ct);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO authority_certificates
                ("Serial", "Kind", "Holder", "Subject", "NotBefore", "NotAfter", "IssuedAt", "Status", "StatusSince", "Certificate")
            VALUES ({row.Serial}, {(int)kind}, {holder}, {row.Subject}, {row.NotBefore.UtcDateTime}, {row.NotAfter.UtcDateTime},
                {now.UtcDateTime}, {(int)row.Status}, {now.UtcDateTime}, {row.Certificate}) ON CONFLICT DO NOTHING
            """,
            ct);
        return row;
    }

    /// <summary>Enters the root, unless it is there.</summary>
    /// <exception cref="InvalidOperationException">There is another: what that one issued would be lost.</exception>
    public async Task EnterRootAsync(X509Certificate2 root, string name, CancellationToken ct)
    {
        var known = await AllAsync(CertificateKind.Root, ct);
        if (known.Count == 0)
            await AddAsync(root, CertificateKind.Root, name, ct);
        else if (!known.Exists(row => row.Certificate.AsSpan().SequenceEqual(root.RawData)))
            throw new InvalidOperationException("The root key is not the one that this database knows. Restore the token with the root key, or start with an empty database.");
    }

    public async Task<CertificateRow?> FindAsync(string serial, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Certificates.AsNoTracking().FirstOrDefaultAsync(row => row.Serial == serial, ct);
    }

    /// <summary>The status of each certificate that is in the register.</summary>
    public async Task<Dictionary<string, KnownStatus>> StatusesAsync(IReadOnlyCollection<string> serials, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Certificates.AsNoTracking()
            .Where(row => serials.Contains(row.Serial))
            .Select(row => new KnownStatus(row.Serial, row.Status, row.StatusSince, row.Reason))
            .ToDictionaryAsync(known => known.Serial, StringComparer.Ordinal, ct);
    }

    /// <summary>All certificates of a kind, the newest first.</summary>
    public async Task<List<CertificateRow>> AllAsync(CertificateKind kind, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Certificates.AsNoTracking()
            .Where(row => row.Kind == kind && row.Status == CertificateStatus.Good)
            .OrderByDescending(row => row.IssuedAt).ThenBy(row => row.Serial)
            .ToListAsync(ct);
    }

    /// <summary>Moves a certificate from one status to another; false if it has another by now.</summary>
    public async Task<bool> TryMoveAsync(string serial, CertificateStatus from, CertificateStatus to, X509RevocationReason? reason, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Certificates
            .Where(row => row.Serial == serial && row.Status == from)
            .ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Status, to).SetProperty(r => r.Reason, reason).SetProperty(r => r.StatusSince, time.GetUtcNow()), ct) == 1;
    }
}

/// <summary>What the register says about a certificate.</summary>
internal sealed record KnownStatus(string Serial, CertificateStatus Status, DateTimeOffset Since, X509RevocationReason? Reason);
