using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Management;

/// <summary>Keeps what operators changed, with a line for each change.</summary>
internal sealed class ManagedStore(NodeDatabase database, TimeProvider time)
{
    private const int Most = 500;

    /// <summary>The number of the last change.</summary>
    public async Task<long> VersionAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync("SELECT version FROM exchange_managed_version WHERE id = 1", row => row.GetInt64(0), ct)).Single();
    }

    /// <summary>Everything that is in force by calls, and the number of the last change.</summary>
    public async Task<(long Version, List<ManagedRow> Rows)> LoadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var snapshot = await NodeDatabase.BeginSnapshotAsync(connection, ct);
        var version = (await connection.QueryAsync("SELECT version FROM exchange_managed_version WHERE id = 1", row => row.GetInt64(0), ct)).Single();
        var rows = await connection.QueryAsync(
            "SELECT kind, key, body, version FROM exchange_managed_rows ORDER BY kind, key", row => new ManagedRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)), ct);
        return (version, rows);
    }

    /// <summary>Makes a change, with its line, in one transaction.</summary>
    /// <param name="seen">The number of the last change that the caller knows.</param>
    /// <param name="put">What is put in force; null if nothing.</param>
    /// <param name="removed">What is removed.</param>
    /// <param name="who">The operator.</param>
    /// <param name="ct">Breaks off.</param>
    /// <returns>False if another change came between: nothing was done.</returns>
    public async Task<bool> SaveAsync(long seen, ManagedRow? put, IReadOnlyList<ManagedRow> removed, string who, CancellationToken ct)
    {
        using var turn = await database.EnterAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync("UPDATE exchange_managed_version SET version = @next WHERE id = 1 AND version = @seen", ct, ("next", seen + 1), ("seen", seen)) != 1)
            return false;
        foreach (var row in removed)
            await connection.ExecuteAsync("DELETE FROM exchange_managed_rows WHERE kind = @kind AND key = @key", ct, ("kind", row.Kind), ("key", row.Key));
        if (put is not null)
        {
            await connection.ExecuteAsync(
                "INSERT INTO exchange_managed_rows (kind, key, body, version) VALUES (@kind, @key, @body, @version) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body, version = excluded.version",
                ct,
                ("kind", put.Kind),
                ("key", put.Key),
                ("body", put.Body),
                ("version", seen + 1));
        }

        var about = put ?? removed[0];
        await connection.ExecuteAsync(
            "INSERT INTO exchange_managed_changes (version, time, operator, action, target, body) VALUES (@version, @time, @operator, @action, @target, @body)",
            ct,
            ("version", seen + 1),
            ("time", time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("operator", who),
            ("action", put is null ? "remove" : "put"),
            ("target", $"{about.Kind}/{about.Key}"),
            ("body", put?.Body));
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The changes after one, oldest first; at most 500.</summary>
    public async Task<List<Change>> ChangesAsync(long after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryAsync(
            $"SELECT version, time, operator, action, target, body FROM exchange_managed_changes WHERE version > @after ORDER BY version LIMIT {Most}",
            row => new Change(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.TextOrNull(5)),
            ct,
            ("after", after));
    }
}
