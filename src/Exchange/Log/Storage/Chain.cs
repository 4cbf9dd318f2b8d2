using System.Data.Common;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// The chain that this process writes: nobody else does. It begins when the process starts, or after a write failed of which
/// nobody knows whether it was done after all; so no number is ever given twice, and no lock is shared between replicas.
/// </summary>
internal sealed class Chain
{
    private const int MostTries = 20;

    private Chain(long id, byte[] opening) => (Id, LastLink) = (id, opening);

    public long Id { get; }

    /// <summary>The number of the last record; 0 if there is none.</summary>
    public long LastNumber { get; private set; }

    public byte[] LastLink { get; private set; }

    public void Advance(long number, byte[] link) => (LastNumber, LastLink) = (number, link);

    /// <summary>Begins the next chain.</summary>
    public static async Task<Chain> OpenAsync(NodeDatabase database, DbConnection connection, TimeProvider time, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var last = (await connection.QueryAsync(
                "SELECT id, opening FROM exchange_log_chains ORDER BY id DESC LIMIT 1", row => (Id: row.GetInt64(0), Opening: row.Bytes(1)), ct)).FirstOrDefault();
            var (id, now) = (last.Id + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            var opening = ChainLink.Opening(last.Opening ?? ChainLink.None, id, now);
            try
            {
                using var turn = await database.EnterAsync(ct);
                await connection.ExecuteAsync(
                    """
                    INSERT INTO exchange_log_chains (id, opened_at, opening, last_number, last_link, archived_number, trimmed_number, trimmed_link)
                    VALUES (@id, @now, @opening, 0, @opening, 0, 0, @opening)
                    """,
                    ct,
                    ("id", id),
                    ("now", now),
                    ("opening", opening));
                return new Chain(id, opening);
            }
            catch (DbException)
            {
                // Another replica may have been first: the next number is ours then.
                if (tries == MostTries || !await IsTakenAsync(connection, id, ct))
                    throw;
            }
        }
    }

    private static async Task<bool> IsTakenAsync(DbConnection connection, long id, CancellationToken ct) =>
        (await connection.QueryAsync("SELECT 1 FROM exchange_log_chains WHERE id = @id", _ => 1, ct, ("id", id))).Count > 0;
}
