using System.Data.Common;
using System.Security.Cryptography;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Log.Verification;

/// <summary>
/// Reads the whole log once, in order, as it was at one moment, and finds what was changed, removed, inserted or moved. Appends go
/// on meanwhile.
/// </summary>
internal sealed class VerifyChain(NodeDatabase database, Sealer sealer)
{
    private const int RecordsAtOnce = 256;

    /// <summary>Checks every chain.</summary>
    /// <param name="withBodies">Whether the bodies that are kept are read and hashed too.</param>
    /// <param name="ct">Breaks off.</param>
    public async Task<LogVerdict> RunAsync(bool withBodies, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await NodeDatabase.BeginSnapshotAsync(connection, ct);
        var (verdict, opening, last) = (new LogVerdict(0, 0, null), ChainLink.None, 0L);
        foreach (var chain in await ChainsAsync(connection, ct))
        {
            var fault = chain.Id != last + 1 || !Same(chain.Opening, ChainLink.Opening(opening, chain.Id, chain.OpenedAt))
                ? new LogFault(chain.Id, 0, "The chain does not follow the one before: a chain was removed, or its beginning was changed.")
                : null;
            verdict = fault is null ? await CheckAsync(connection, chain, verdict, withBodies, ct) : verdict with { Fault = fault };
            if (verdict.Fault is not null)
                return verdict;
            (opening, last) = (chain.Opening, chain.Id);
        }

        return await StraysAsync(connection, verdict, last, ct);
    }

    private async Task<LogVerdict> CheckAsync(DbConnection connection, ChainRow chain, LogVerdict verdict, bool withBodies, CancellationToken ct)
    {
        var (number, link, records) = (chain.TrimmedNumber, chain.TrimmedLink, verdict.Records);
        if (number == 0 && !Same(link, chain.Opening))
            return verdict with { Fault = new LogFault(chain.Id, 0, "The beginning of the chain was changed.") };
        while (true)
        {
            var page = await PageAsync(connection, chain.Id, number, ct);
            foreach (var stored in page)
            {
                if (await FaultOfAsync(connection, stored, number + 1, link, withBodies, ct) is { } reason)
                    return verdict with { Records = records, Fault = new LogFault(chain.Id, stored.Number, reason) };
                (number, link, records) = (stored.Number, stored.Link, records + 1);
            }

            if (page.Count < RecordsAtOnce)
                break;
        }

        var fault = number != chain.LastNumber || !Same(link, chain.LastLink)
            ? new LogFault(chain.Id, number, $"The chain ends at {number}, and must end at {chain.LastNumber}: records at its end were removed or added.")
            : null;
        return new LogVerdict(verdict.Chains + 1, records, fault);
    }

    private async Task<string?> FaultOfAsync(DbConnection connection, StoredRecord stored, long expected, byte[] previous, bool withBodies, CancellationToken ct)
    {
        var record = stored.Record;
        if (stored.Number != expected)
            return $"Record {expected} is missing.";
        if (!Same(stored.Link, ChainLink.Next(previous, stored.Chain, stored.Number, ChainLink.Content(record))))
            return "The record was changed, or put in another's place.";
        if (stored.MessageKey != record.MessageKey)
            return "The record is not found under its message's id.";
        if (!Same(record.Signature.Digest, SHA512.HashData(record.Signature.Xml)))
            return "The signature of the record was changed, or is missing.";
        try
        {
            if (!Same(record.MessageDigest, SHA256.HashData(await MessageBytes.OpenAsync(sealer, record, ct))))
                return "The message was changed.";
            return withBodies ? await BodyFaultAsync(connection, record, ct) : null;
        }
        catch (CryptographicException problem)
        {
            return $"The message cannot be decrypted: {problem.Message}";
        }
    }

    private async Task<string?> BodyFaultAsync(DbConnection connection, LogRecord record, CancellationToken ct)
    {
        if (AttachmentList.Read(record.Attachments) is not { } attachments)
            return "The list of attachments is malformed.";
        if (record.Body is null)
            return null;
        for (var i = 0; i < attachments.Count; i++)
        {
            await using var body = new BodyStream(_ => ValueTask.FromResult(connection), ownsConnection: false, sealer, record, i + 1);
            if (!Same(attachments[i].Digest, await SHA512.HashDataAsync(body, ct)))
                return $"Attachment {i + 1} was changed, or a piece of it is missing.";
        }

        return null;
    }

    private static async Task<LogVerdict> StraysAsync(DbConnection connection, LogVerdict verdict, long last, CancellationToken ct)
    {
        var strays = await connection.QueryAsync(
            "SELECT chain, number FROM exchange_log_records WHERE chain > @last OR chain < 1 ORDER BY chain, number LIMIT 1", row => (Chain: row.GetInt64(0), Number: row.GetInt64(1)), ct, ("last", last));
        return strays is [var stray] ? verdict with { Fault = new LogFault(stray.Chain, stray.Number, "The record is in a chain that nobody began.") } : verdict;
    }

    private static Task<List<StoredRecord>> PageAsync(DbConnection connection, long chain, long after, CancellationToken ct) => connection.QueryAsync(
        $"{RecordColumns.Select} WHERE r.chain = @chain AND r.number > @after ORDER BY r.number LIMIT {RecordsAtOnce}", RecordColumns.Read, ct, ("chain", chain), ("after", after));

    private static Task<List<ChainRow>> ChainsAsync(DbConnection connection, CancellationToken ct) => connection.QueryAsync(
        "SELECT id, opened_at, opening, last_number, last_link, trimmed_number, trimmed_link FROM exchange_log_chains ORDER BY id",
        row => new ChainRow(row.GetInt64(0), row.GetInt64(1), row.Bytes(2), row.GetInt64(3), row.Bytes(4), row.GetInt64(5), row.Bytes(6)),
        ct);

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    private sealed record ChainRow(long Id, long OpenedAt, byte[] Opening, long LastNumber, byte[] LastLink, long TrimmedNumber, byte[] TrimmedLink);
}
