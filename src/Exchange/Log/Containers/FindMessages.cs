using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>Finds the messages that were logged under an id.</summary>
internal sealed class FindMessages(NodeDatabase database)
{
    private const int Most = 1_000;

    /// <summary>The places of the messages, oldest first; at most 1,000.</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Breaks off.</param>
    public async Task<IReadOnlyList<MessagePlace>> RunAsync(MessageQuery query, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync(
            "SELECT chain, number, signature, kind, at_consumer, client, provider FROM exchange_log_records WHERE message_key = @key AND message_id = @id ORDER BY time, chain, number",
            row => (
                Place: new MessagePlace(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                IsResponse: (SignedMessageKind)row.GetInt32(3) is SignedMessageKind.RestResponse or SignedMessageKind.SoapResponse,
                AtConsumer: row.GetInt32(4) != 0,
                Client: row.GetString(5),
                Provider: row.GetString(6)),
            ct,
            ("key", LogRecord.KeyOf(query.MessageId)),
            ("id", query.MessageId));
        var party = query.Party?.ToString();
        return
        [
            .. rows
                .Where(row => query.IsResponse is not { } response || response == row.IsResponse)
                .Where(row => query.AtConsumer is not { } consumer || consumer == row.AtConsumer)
                .Where(row => party is null || party == (row.AtConsumer ? row.Client : row.Provider))
                .Select(row => row.Place)
                .Take(Most),
        ];
    }
}

/// <summary>Which messages are looked for.</summary>
/// <param name="MessageId">The id that request and answer share.</param>
/// <param name="IsResponse">Answers alone, or requests alone; null for both.</param>
/// <param name="AtConsumer">Those logged for clients of this server, or those for its services; null for both.</param>
/// <param name="Party">For whom this server spoke: the client's id on the consumer's side, the provider's on the other; null for anybody.</param>
internal sealed record MessageQuery(string MessageId, bool? IsResponse = null, bool? AtConsumer = null, ClientId? Party = null);

/// <summary>Where a message is.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Signature">The number of its signature there.</param>
internal sealed record MessagePlace(long Chain, long Number, long Signature);
