using System.Data.Common;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>The columns of a record, in the order in which it is written and read.</summary>
internal static class RecordColumns
{
    public static readonly string[] Names =
    [
        "chain", "number", "time", "kind", "at_consumer", "message_key", "message_id", "request_id", "client", "provider", "service",
        "version", "message", "message_digest", "attachments", "hash_chain", "signature", "body", "data_key", "link",
    ];

    /// <summary>What a query begins with that reads records with their signatures: <c>r</c> and <c>s</c>.</summary>
    public static readonly string Select =
        $"""
        SELECT {string.Join(", ", Names.Select(name => "r." + name))}, s.digest, s.xml, s.result
        FROM exchange_log_records r LEFT JOIN exchange_log_signatures s ON s.chain = r.chain AND s.number = r.signature
        """;

    public static object?[] Values(long chain, long number, byte[] link, long signature, LogRecord record) =>
    [
        chain, number, record.Time, record.Kind, record.AtConsumer ? 1 : 0, record.MessageKey, record.MessageId, record.RequestId, record.Client,
        record.Provider, record.Service, record.Version, record.Message, record.MessageDigest, record.Attachments, record.HashChain, signature,
        record.Body, record.DataKey, link,
    ];

    /// <summary>A row of <see cref="Select"/>. A signature that is gone is read as an empty one: its digest then tells.</summary>
    public static StoredRecord Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(16), row.GetInt64(5), row.Bytes(19), new LogRecord
    {
        Time = row.GetInt64(2),
        Kind = row.GetInt32(3),
        AtConsumer = row.GetInt32(4) != 0,
        MessageId = row.GetString(6),
        RequestId = row.TextOrNull(7),
        Client = row.GetString(8),
        Provider = row.GetString(9),
        Service = row.GetString(10),
        Version = row.TextOrNull(11),
        Message = row.Bytes(12),
        MessageDigest = row.Bytes(13),
        Attachments = row.BytesOrNull(14),
        HashChain = row.BytesOrNull(15),
        Body = row.BytesOrNull(17),
        DataKey = row.BytesOrNull(18),
        Signature = new LogSignature(row.BytesOrNull(20) ?? [], row.BytesOrNull(21) ?? [], row.BytesOrNull(22)),
    });
}

/// <summary>A record in its place.</summary>
/// <param name="Chain">The chain it is in.</param>
/// <param name="Number">Its number there, from 1.</param>
/// <param name="SignatureNumber">The number of its signature in the chain.</param>
/// <param name="MessageKey">What the index of message ids has for it.</param>
/// <param name="Link">Its link.</param>
/// <param name="Record">What it says.</param>
internal sealed record StoredRecord(long Chain, long Number, long SignatureNumber, long MessageKey, byte[] Link, LogRecord Record);
