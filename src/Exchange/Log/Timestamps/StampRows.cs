using System.Data.Common;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Microsoft.Data.Sqlite;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>Notes which signatures a stamp is of: they wait no more.</summary>
internal static class StampRows
{
    private const int RowsPerTransaction = 1_000;

    /// <summary>On SQLite: in several transactions, so that appends wait for one of them only. What a crash leaves over is stamped with the next batch.</summary>
    /// <param name="database">The log's.</param>
    /// <param name="connection">A connection of its own.</param>
    /// <param name="stamp">The stamp's number.</param>
    /// <param name="rows">The signatures, in the order in which they were stamped.</param>
    /// <param name="ct">Breaks off between two transactions.</param>
    public static async Task WriteInTurnsAsync(NodeDatabase database, SqliteConnection connection, byte[] stamp, IReadOnlyList<WaitingSignature> rows, CancellationToken ct)
    {
        using var stamped = SqliteStatement.Insert(connection, "exchange_log_stamped", "chain", "number", "stamp", "place");
        using var waits = new SqliteStatement(connection, "DELETE FROM exchange_log_waiting WHERE chain = ? AND number = ?");
        for (var start = 0; start < rows.Count; start += RowsPerTransaction)
        {
            using var turn = await database.EnterAsync(ct);
            await using var transaction = connection.BeginTransaction();
            for (var place = start; place < Math.Min(rows.Count, start + RowsPerTransaction); place++)
            {
                var (chain, number, _) = rows[place];
                stamped.Run(chain, number, stamp, place);
                waits.Run(chain, number);
            }

            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>On PostgreSQL: in the transaction that took the rows.</summary>
    /// <inheritdoc cref="WriteInTurnsAsync"/>
    public static async Task WriteAsync(DbConnection connection, byte[] stamp, IReadOnlyList<WaitingSignature> rows, CancellationToken ct)
    {
        (string, object?)[] values =
        [
            ("chains", rows.Select(row => row.Chain).ToArray()),
            ("numbers", rows.Select(row => row.Number).ToArray()),
            ("places", Enumerable.Range(0, rows.Count).ToArray()),
            ("stamp", stamp),
        ];
        await connection.ExecuteAsync(
            "INSERT INTO exchange_log_stamped (chain, number, stamp, place) SELECT chain, number, @stamp, place FROM unnest(@chains, @numbers, @places) AS t (chain, number, place)", ct, values);
        await connection.ExecuteAsync(
            "DELETE FROM exchange_log_waiting w USING unnest(@chains, @numbers) AS t (chain, number) WHERE w.chain = t.chain AND w.number = t.number", ct, values[..2]);
    }
}

/// <summary>A signature that waits for its stamp.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Digest">SHA-512 of its document.</param>
internal sealed record WaitingSignature(long Chain, long Number, byte[] Digest);
