using Cabildo.Authority.Data;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Authority.Servers;

/// <summary>Which authentication certificates the servers are known by.</summary>
internal sealed class ServerCertificates(IDbContextFactory<AuthorityContext> databases, TimeProvider time)
{
    /// <summary>All of them: fingerprints (SHA-256, hexadecimal) by server, in a fixed order.</summary>
    public async Task<ILookup<string, string>> AllAsync(CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        var rows = await database.ServerCertificates.AsNoTracking()
            .OrderBy(row => row.Server).ThenBy(row => row.RegisteredAt).ThenBy(row => row.Fingerprint)
            .Select(row => new { row.Server, row.Fingerprint })
            .ToListAsync(ct);
        return rows.ToLookup(row => row.Server, row => row.Fingerprint, StringComparer.Ordinal);
    }

    /// <summary>Adds one, unless it is there.</summary>
    public async Task<bool> AddAsync(string fingerprint, string server, string serial, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO authority_server_certificates ("Fingerprint", "Server", "Serial", "RegisteredAt")
            VALUES ({fingerprint}, {server}, {serial}, {time.GetUtcNow().UtcDateTime}) ON CONFLICT DO NOTHING
            """,
            ct) == 1;
    }

    /// <summary>Removes one; false if it is not there.</summary>
    public async Task<bool> RemoveAsync(string fingerprint, string server, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.ServerCertificates.Where(row => row.Fingerprint == fingerprint && row.Server == server).ExecuteDeleteAsync(ct) == 1;
    }
}
