using System.Data.Common;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Timestamps;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>
/// Gives signatures their timestamps, many with one question. What is stamped is a signature document, so messages that share one
/// share the stamp. Of several replicas each takes other rows (PostgreSQL, <c>SKIP LOCKED</c>).
/// </summary>
internal sealed class StampSignatures(NodeDatabase database, TimestampClient client, TimeProvider time) : IDisposable
{
    private const int RowsPerTransaction = 1_000;
    private readonly SemaphoreSlim _stamping = new(1, 1);

    /// <summary>Stamps the oldest signatures that wait, at most <see cref="TimestampBatch.MostSignatures"/>.</summary>
    /// <returns>How many were stamped.</returns>
    /// <exception cref="TimestampingException">No timestamp was to be had.</exception>
    public Task<int> RunAsync(CancellationToken ct) => RunAsync(
        $"SELECT chain, number, digest FROM exchange_log_signatures WHERE stamp IS NULL ORDER BY time, chain, number LIMIT {TimestampBatch.MostSignatures} {database.TakeRows}", [], ct);

    /// <summary>Stamps one signature now, if it has no stamp yet.</summary>
    /// <exception cref="TimestampingException">No timestamp was to be had.</exception>
    public Task StampAsync(long chain, long number, CancellationToken ct) => RunAsync(
        $"SELECT chain, number, digest FROM exchange_log_signatures WHERE chain = @chain AND number = @number AND stamp IS NULL {(database.IsPostgreSql ? "FOR UPDATE" : "")}",
        [("chain", chain), ("number", number)],
        ct);

    /// <summary>When the oldest signature that waits was logged, in milliseconds since 1970; null if none waits.</summary>
    public async Task<long?> OldestAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync("SELECT time FROM exchange_log_signatures WHERE stamp IS NULL ORDER BY time LIMIT 1", row => row.GetInt64(0), ct);
        return rows.Count == 0 ? null : rows[0];
    }

    public void Dispose() => _stamping.Dispose();

    private async Task<int> RunAsync(string query, (string, object?)[] values, CancellationToken ct)
    {
        await _stamping.WaitAsync(ct);
        try
        {
            await using var connection = await database.OpenAsync(ct);
            // The locks are held while the authority is asked; SQLite has none to hold, and one process.
            await using var transaction = database.IsPostgreSql ? await connection.BeginTransactionAsync(ct) : null;
            var rows = await connection.QueryAsync(query, row => new Waiting(row.GetInt64(0), row.GetInt64(1), row.Bytes(2)), ct, values);
            if (rows.Count == 0)
                return 0;

            var batch = new TimestampBatch([.. rows.Select(row => (ReadOnlyMemory<byte>)row.Digest)]);
            var stamps = batch.Stamp(await client.AskAsync(batch.ToRequest(), ct));
            await StoreAsync(connection, rows, stamps, ct);
            if (transaction is not null)
                await transaction.CommitAsync(ct);
            return rows.Count;
        }
        finally
        {
            _stamping.Release();
        }
    }

    private async Task StoreAsync(DbConnection connection, List<Waiting> rows, IReadOnlyList<BatchTimestamp> stamps, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToByteArray(bigEndian: true);
        for (var start = 0; start < rows.Count; start += RowsPerTransaction)
        {
            // Appends wait for one chunk, not for all; what a crash leaves over is stamped with the next batch.
            using var turn = await database.EnterAsync(ct);
            await using var transaction = database.IsPostgreSql ? null : await connection.BeginTransactionAsync(ct);
            if (start == 0)
            {
                await connection.ExecuteAsync(
                    "INSERT INTO exchange_log_stamps (id, time, token, result) VALUES (@id, @time, @token, @result)",
                    ct,
                    ("id", id),
                    ("time", now.ToUnixTimeMilliseconds()),
                    ("token", stamps[0].Token.ToArray()),
                    ("result", stamps[0].Chain.Result.ToArray()));
            }

            await UpdateAsync(connection, id, rows, stamps, start, ct);
            if (transaction is not null)
                await transaction.CommitAsync(ct);
        }
    }

    private static async Task UpdateAsync(DbConnection connection, byte[] id, List<Waiting> rows, IReadOnlyList<BatchTimestamp> stamps, int start, CancellationToken ct)
    {
        await using var update = connection.Command(
            "UPDATE exchange_log_signatures SET stamp = @stamp, stamp_chain = @branch WHERE chain = @chain AND number = @number AND stamp IS NULL",
            ("stamp", id),
            ("branch", Array.Empty<byte>()),
            ("chain", 0L),
            ("number", 0L));
        await update.PrepareAsync(ct);
        for (var i = start; i < Math.Min(rows.Count, start + RowsPerTransaction); i++)
        {
            update.Parameters["branch"].Value = stamps[i].Chain.Chain.ToArray();
            update.Parameters["chain"].Value = rows[i].Chain;
            update.Parameters["number"].Value = rows[i].Number;
            await update.ExecuteNonQueryAsync(ct);
        }
    }

    private sealed record Waiting(long Chain, long Number, byte[] Digest);
}
