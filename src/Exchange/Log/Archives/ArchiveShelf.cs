using System.Data.Common;
using Cabildo.Exchange.Storage;
using Cabildo.XRoad.Evidence.Archives;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Log.Archives;

/// <summary>The list of archives in the database, and the names of their files.</summary>
internal sealed partial class ArchiveShelf(NodeDatabase database, TimeProvider time, ILogger<ArchiveShelf> logger)
{
    /// <summary>The number of the last archive, 0 if there is none, and what the next goes on from.</summary>
    public static async Task<(long Number, ArchiveLink? Link)> LastAsync(DbConnection connection, CancellationToken ct)
    {
        var rows = await connection.QueryAsync(
            "SELECT number, digest, file FROM exchange_log_archives ORDER BY number DESC LIMIT 1", row => (row.GetInt64(0), new ArchiveLink(row.GetString(1), row.GetString(2))), ct);
        return rows is [var (number, link)] ? (number, link) : (0, null);
    }

    /// <summary>Records an archive whose draft is on the disk, and how far it leads in each chain, at once. Of two that were written at one time the second fails here.</summary>
    public async Task RecordAsync(DbConnection connection, long number, ArchiveLink link, string draft, IReadOnlyDictionary<long, long> chains, CancellationToken ct)
    {
        using var turn = await database.EnterAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "INSERT INTO exchange_log_archives (number, time, file, digest, draft) VALUES (@number, @time, @file, @digest, @draft)",
            ct,
            ("number", number),
            ("time", time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("file", link.FileName),
            ("digest", link.Digest),
            ("draft", draft));
        foreach (var (chain, last) in chains)
            await connection.ExecuteAsync("UPDATE exchange_log_chains SET archived_number = @last WHERE id = @chain AND archived_number < @last", ct, ("last", last), ("chain", chain));
        await transaction.CommitAsync(ct);
    }

    /// <summary>Gives recorded archives their names, whose drafts still have theirs.</summary>
    public async Task FinishAsync(DbConnection connection, string folder, CancellationToken ct)
    {
        var drafts = await connection.QueryAsync(
            "SELECT number, file, draft FROM exchange_log_archives WHERE draft IS NOT NULL ORDER BY number", row => (Number: row.GetInt64(0), File: row.GetString(1), Draft: row.GetString(2)), ct);
        foreach (var (number, file, draft) in drafts)
        {
            var (from, to) = (Path.Combine(folder, draft), Path.Combine(folder, file));
            if (File.Exists(from))
            {
                File.Move(from, to);
                LogArchived(file);
            }
            else if (!File.Exists(to))
            {
                LogMissing(file);
            }

            using var turn = await database.EnterAsync(ct);
            await connection.ExecuteAsync("UPDATE exchange_log_archives SET draft = NULL WHERE number = @number", ct, ("number", number));
        }
    }

    [LoggerMessage(LogLevel.Information, "Messages were archived in {File}")]
    private partial void LogArchived(string file);

    [LoggerMessage(LogLevel.Critical, "The archive {File} is recorded and not in its folder: bring it back, or the archives after it prove nothing about what came before")]
    private partial void LogMissing(string file);
}
