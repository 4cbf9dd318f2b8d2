using System.Data.Common;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Storage;
using Cabildo.XRoad.Evidence.Archives;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>Writes logged messages as ASiC-E containers, with all that proves them.</summary>
internal sealed class MessageContainers(NodeDatabase database, StampsOfSignatures stamps, Sealer sealer)
{
    /// <summary>Reads a message that is stamped.</summary>
    /// <returns>The message; null if it is not there any more, or has no stamp yet.</returns>
    public async Task<StampedMessage?> ReadAsync(long chain, long number, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ReadAsync(connection, chain, number, ct);
    }

    /// <inheritdoc cref="ReadAsync(long, long, CancellationToken)"/>
    public async Task<StampedMessage?> ReadAsync(DbConnection connection, long chain, long number, CancellationToken ct)
    {
        var records = await connection.QueryAsync($"{RecordColumns.Select} WHERE r.chain = @chain AND r.number = @number", RecordColumns.Read, ct, ("chain", chain), ("number", number));
        if (records is not [var stored])
            return null;
        return await stamps.FindAsync(connection, chain, stored.SignatureNumber, ct) is { } stamp ? new StampedMessage(stored, stamp) : null;
    }

    /// <summary>Writes a message's container; the stream needs not seek and stays open.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is encrypted, and its key is not to be had.</exception>
    public async Task WriteAsync(StampedMessage message, Stream output, CancellationToken ct)
    {
        var record = message.Stored.Record;
        var attachments = AttachmentList.Read(record.Attachments)?.Count ?? 0;
        var contents = new ContainerContents(
            await MessageBytes.OpenAsync(sealer, record, ct),
            record.Signature.Xml,
            SignatureChain(record, attachments),
            message.Timestamp,
            record.Body is null ? [] : [.. Enumerable.Range(1, attachments).Select(attachment => (Func<Stream>)(() => Body(record, attachment)))]);
        await AsicContainerWriter.WriteAsync(output, contents, message.Time, ct);
    }

    private static ContainerChain? SignatureChain(LogRecord record, int attachments)
    {
        if (record is not { HashChain: { } chain, Signature.Result: { } result })
            return null;
        return new ContainerChain(result, record.Body is null && attachments > 0 ? BodylessChain.Write(chain, attachments) : chain);
    }

    private BodyStream Body(LogRecord record, int attachment) =>
        new(async ct => await database.OpenAsync(ct), ownsConnection: true, sealer, record, attachment);
}

/// <summary>A message with its timestamp.</summary>
/// <param name="Stored">The message.</param>
/// <param name="Timestamp">The timestamp of its signature.</param>
internal sealed record StampedMessage(StoredRecord Stored, BatchTimestamp Timestamp)
{
    /// <summary>When it was logged.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(Stored.Record.Time);

    /// <summary>Whether it is an answer.</summary>
    public bool IsResponse => (SignedMessageKind)Stored.Record.Kind is SignedMessageKind.RestResponse or SignedMessageKind.SoapResponse;

    /// <summary>The name of its container, which no other message of this log has.</summary>
    public string FileName => ArchiveNames.Container(Stored.Record.MessageId, IsResponse, UniqueNumber(Stored.Chain, Stored.Number));

    // Numbers are unique in their chain alone; 40 bits last for a trillion records of each.
    private static ulong UniqueNumber(long chain, long number) => ((ulong)chain << 40) | (ulong)number;
}
