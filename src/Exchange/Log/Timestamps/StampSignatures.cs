using System.Data.Common;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Timestamps;
using Microsoft.Data.Sqlite;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>
/// Gives signatures their timestamps, many with one question. What is stamped is a signature document, so messages that share one
/// share the stamp. Of several replicas each takes other rows (PostgreSQL, <c>SKIP LOCKED</c>).
/// </summary>
internal sealed class StampSignatures(NodeDatabase database, TimestampClient client, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _stamping = new(1, 1);

    /// <summary>Stamps the oldest signatures that wait, at most <see cref="TimestampBatch.MostSignatures"/>.</summary>
    /// <returns>How many were stamped.</returns>
    /// <exception cref="TimestampingException">No timestamp was to be had.</exception>
    public Task<int> RunAsync(CancellationToken ct) =>
        RunAsync($"ORDER BY chain, number LIMIT {TimestampBatch.MostSignatures} {database.TakeRows}", [], ct);

    /// <summary>Stamps one signature now, if it has no stamp yet.</summary>
    /// <exception cref="TimestampingException">No timestamp was to be had.</exception>
    public Task StampAsync(long chain, long number, CancellationToken ct) =>
        RunAsync($"WHERE chain = @chain AND number = @number {(database.IsPostgreSql ? "FOR UPDATE" : "")}", [("chain", chain), ("number", number)], ct);

    /// <summary>When the oldest signature that waits was logged, in milliseconds since 1970; null if none waits.</summary>
    public async Task<long?> OldestAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync("SELECT MIN(time) FROM exchange_log_waiting", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), ct);
        return rows[0];
    }

    public void Dispose() => _stamping.Dispose();

    private async Task<int> RunAsync(string which, (string, object?)[] values, CancellationToken ct)
    {
        await _stamping.WaitAsync(ct);
        try
        {
            await using var connection = await database.OpenAsync(ct);
            // The locks are held while the authority is asked; SQLite has none to hold, and one process.
            await using var transaction = database.IsPostgreSql ? await connection.BeginTransactionAsync(ct) : null;
            var rows = await connection.QueryAsync(
                $"SELECT chain, number, digest FROM exchange_log_waiting {which}", row => new WaitingSignature(row.GetInt64(0), row.GetInt64(1), row.Bytes(2)), ct, values);
            if (rows.Count == 0)
                return 0;

            var batch = new TimestampBatch([.. rows.Select(row => (ReadOnlyMemory<byte>)row.Digest)]);
            var token = await client.AskAsync(batch.ToRequest(), ct);
            await StoreAsync(connection, rows, token, batch.Result.ToArray(), ct);
            if (transaction is not null)
                await transaction.CommitAsync(ct);
            return rows.Count;
        }
        finally
        {
            _stamping.Release();
        }
    }

    private async Task StoreAsync(DbConnection connection, List<WaitingSignature> rows, TimestampToken token, byte[] result, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToByteArray(bigEndian: true);
        using (await database.EnterAsync(ct))
        {
            await connection.ExecuteAsync(
                "INSERT INTO exchange_log_stamps (id, time, token, result, digests) VALUES (@id, @time, @token, @result, @digests)",
                ct,
                ("id", id),
                ("time", now.ToUnixTimeMilliseconds()),
                ("token", token.Encoded.ToArray()),
                ("result", result),
                ("digests", StampsOfSignatures.Digests.Join(rows)));
        }

        if (connection is SqliteConnection sqlite)
            await StampRows.WriteInTurnsAsync(database, sqlite, id, rows, ct);
        else
            await StampRows.WriteAsync(connection, id, rows, ct);
    }
}
