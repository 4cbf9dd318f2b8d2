using System.Data.Common;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Archives;

/// <summary>
/// Deletes what is archived and older than <see cref="MessageLogOptions.Retention"/>, from the beginning of each chain. Where the
/// chain then begins is kept, so that what is left still holds.
/// </summary>
internal sealed class TrimLog(NodeDatabase database, IOptions<MessageLogOptions> options, TimeProvider time)
{
    private const int AtOnce = 1_000;

    // A clock that was set back a little must not make a stamp look older than what it stamps.
    private static readonly long Margin = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Deletes all that is due.</summary>
    /// <returns>How many messages were deleted.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var before = (time.GetUtcNow() - options.Value.Retention).ToUnixTimeMilliseconds();
        var deleted = 0L;
        await using var connection = await database.OpenAsync(ct);
        foreach (var (chain, trimmed, archived) in await connection.QueryAsync(
            "SELECT id, trimmed_number, archived_number FROM exchange_log_chains WHERE trimmed_number < archived_number ORDER BY id",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            ct))
        {
            for (long from = trimmed, to; from < archived; deleted += to - from, from = to)
            {
                to = await LastDueAsync(connection, chain, from, Math.Min(archived, from + AtOnce), before, ct);
                if (to == from)
                    break;
                await DeleteAsync(connection, chain, from, to, ct);
            }
        }

        if (deleted > 0)
            await DeleteStampsAsync(connection, ct);
        return deleted;
    }

    private static async Task<long> LastDueAsync(DbConnection connection, long chain, long from, long to, long before, CancellationToken ct)
    {
        var young = await connection.QueryAsync(
            "SELECT number FROM exchange_log_records WHERE chain = @chain AND number > @from AND number <= @to AND time >= @before ORDER BY number LIMIT 1",
            row => row.GetInt64(0),
            ct,
            ("chain", chain),
            ("from", from),
            ("to", to),
            ("before", before));
        return young is [var first] ? first - 1 : to;
    }

    private async Task DeleteAsync(DbConnection connection, long chain, long from, long to, CancellationToken ct)
    {
        (string, object?)[] range = [("chain", chain), ("from", from), ("to", to)];
        using var turn = await database.EnterAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Of two replicas that trim at once, the second finds nothing to do.
        var isOurs = await connection.ExecuteAsync(
            """
            UPDATE exchange_log_chains SET trimmed_link = (SELECT link FROM exchange_log_records WHERE chain = @chain AND number = @to), trimmed_number = @to
            WHERE id = @chain AND trimmed_number = @from
            """,
            ct,
            range) == 1;
        if (!isOurs)
            return;
        await connection.ExecuteAsync(
            "DELETE FROM exchange_log_pieces WHERE body IN (SELECT body FROM exchange_log_records WHERE chain = @chain AND number > @from AND number <= @to AND body IS NOT NULL)", ct, range);
        await connection.ExecuteAsync("DELETE FROM exchange_log_records WHERE chain = @chain AND number > @from AND number <= @to", ct, range);
        // A signature may serve records that follow on its first: see RecentSignatures.
        range = [.. range[..1], ("to", to - RecentSignatures.Reach)];
        foreach (var table in (string[])["signatures", "stamped"])
            await connection.ExecuteAsync($"DELETE FROM exchange_log_{table} WHERE chain = @chain AND number <= @to", ct, range);
        await transaction.CommitAsync(ct);
    }

    // A stamp is never older than the signatures it is of, so those older than every signature are of none.
    private async Task DeleteStampsAsync(DbConnection connection, CancellationToken ct)
    {
        var oldest = await connection.QueryAsync(
            "SELECT MIN(first.time) FROM (SELECT (SELECT s.time FROM exchange_log_signatures s WHERE s.chain = c.id ORDER BY s.number LIMIT 1) AS time FROM exchange_log_chains c) first",
            row => row.IsDBNull(0) ? long.MaxValue : row.GetInt64(0),
            ct);
        var before = Math.Min(oldest[0], time.GetUtcNow().ToUnixTimeMilliseconds()) - Margin;
        using var turn = await database.EnterAsync(ct);
        await connection.ExecuteAsync("DELETE FROM exchange_log_stamps WHERE time < @before", ct, ("before", before));
    }
}
