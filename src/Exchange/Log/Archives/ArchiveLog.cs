using System.Data.Common;
using System.Globalization;
using System.IO.Pipelines;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.XRoad.Evidence.Archives;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Archives;

/// <summary>
/// Writes stamped messages of a certain age into archives, each of which goes on from the one before. The archive is written and
/// synced under a draft's name; one transaction then records its last digest, its number and how far each chain is archived; then
/// the file gets its name. Whatever that is cut short by is made up for by the next run.
/// </summary>
internal sealed class ArchiveLog(
    NodeDatabase database, MessageContainers containers, ArchiveShelf shelf, IOptions<MessageLogOptions> options, TimeProvider time)
{
    private const int MostContainers = 60_000;
    private readonly ArchiveOptions _options = options.Value.Archive;

    /// <summary>Archives all that is due.</summary>
    /// <returns>How many messages were archived.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (_options.Folder is not { } folder)
            return 0;
        Directory.CreateDirectory(folder);
        await using var connection = await database.OpenAsync(ct);
        // Two archivers would write the same, and one in vain: which is all that happens if this lock is of no avail.
        if (database.IsPostgreSql && !await TryLockAsync(connection, ct))
            return 0;
        await shelf.FinishAsync(connection, folder, ct);
        var total = 0;
        for (int archived; (archived = await WriteOneAsync(connection, folder, ct)) > 0;)
            total += archived;
        return total;
    }

    private async Task<int> WriteOneAsync(DbConnection connection, string folder, CancellationToken ct)
    {
        var (number, previous) = await ArchiveShelf.LastAsync(connection, ct);
        var draft = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{number + 1}-{Guid.NewGuid():N}.draft"));
        var isRecorded = false;
        try
        {
            Progress progress;
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                progress = await FillAsync(connection, file, previous, ct);
                file.Flush(flushToDisk: true);
            }

            if (progress.Link is not { } link)
                return 0;
            await shelf.RecordAsync(connection, number + 1, link, Path.GetFileName(draft), progress.Chains, ct);
            isRecorded = true;
            await shelf.FinishAsync(connection, folder, ct);
            return progress.Count;
        }
        finally
        {
            if (!isRecorded)
                File.Delete(draft);
        }
    }

    private async Task<Progress> FillAsync(DbConnection connection, Stream file, ArchiveLink? previous, CancellationToken ct)
    {
        var (writer, progress) = (new ArchiveWriter(file, previous), new Progress());
        var until = time.GetUtcNow() - _options.After;
        await foreach (var message in DueAsync(connection, until, ct))
        {
            await AddAsync(writer, message, ct);
            progress.Add(message);
            if (writer.Length >= _options.MaxBytes || writer.Containers >= MostContainers)
                break;
        }

        if (progress.Count > 0)
            progress.Link = await writer.FinishAsync(ArchiveNames.Archive(group: null, progress.From, progress.To, writer.LastDigest), time.GetUtcNow(), ct);
        return progress;
    }

    /// <summary>Of each chain what follows on what is archived, until a message that is too young or has no stamp.</summary>
    private async IAsyncEnumerable<StampedMessage> DueAsync(DbConnection connection, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var chains = await connection.QueryAsync(
            "SELECT id, archived_number, last_number FROM exchange_log_chains WHERE archived_number < last_number ORDER BY id",
            row => (Id: row.GetInt64(0), Archived: row.GetInt64(1), Last: row.GetInt64(2)),
            ct);
        foreach (var chain in chains)
        {
            for (var number = chain.Archived + 1; number <= chain.Last; number++)
            {
                if (await containers.ReadAsync(connection, chain.Id, number, ct) is not { } message || message.Time > until)
                    break;
                yield return message;
            }
        }
    }

    // The container flows from its writer into the archive, never whole in memory.
    private async Task AddAsync(ArchiveWriter writer, StampedMessage message, CancellationToken ct)
    {
        var pipe = new Pipe();
        var filling = FillAsync(message, pipe.Writer, ct);
        await using (var container = pipe.Reader.AsStream())
            await writer.AddAsync(message.FileName, message.Time, container, ct);
        await filling;
    }

    private async Task FillAsync(StampedMessage message, PipeWriter output, CancellationToken ct)
    {
        try
        {
            await using (var stream = output.AsStream(leaveOpen: true))
                await containers.WriteAsync(message, stream, ct);
            await output.CompleteAsync();
        }
        catch (Exception exception)
        {
            // The reader fails with it, and so does the archive.
            await output.CompleteAsync(exception);
        }
    }

    // Of the session: it goes with the connection. The number is "log" in ASCII.
    private static async Task<bool> TryLockAsync(DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync("SELECT pg_try_advisory_lock(7106407)", row => row.GetBoolean(0), ct))[0];

    private sealed class Progress
    {
        public int Count { get; private set; }

        public DateTimeOffset From { get; private set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset To { get; private set; } = DateTimeOffset.MinValue;

        /// <summary>The last number archived of each chain.</summary>
        public Dictionary<long, long> Chains { get; } = [];

        public ArchiveLink? Link { get; set; }

        public void Add(StampedMessage message)
        {
            Count++;
            From = message.Time < From ? message.Time : From;
            To = message.Time > To ? message.Time : To;
            Chains[message.Stored.Chain] = message.Stored.Number;
        }
    }
}
