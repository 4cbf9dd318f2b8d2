using System.Data.Common;
using Cabildo.Exchange.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Writes groups to PostgreSQL: one batch of statements, each of which takes all its rows as arrays, in one transaction.</summary>
internal sealed class PostgreSqlGroupStore(NodeDatabase database) : IGroupStore
{
    private static readonly NpgsqlDbType[] RecordTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Bigint,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea,
        NpgsqlDbType.Bytea, NpgsqlDbType.Bytea,
    ];

    private DbConnection? _connection;

    public async Task<Chain> OpenChainAsync(TimeProvider time, CancellationToken ct)
    {
        _connection ??= await database.OpenAsync(ct);
        return await Chain.OpenAsync(database, _connection, time, ct);
    }

    public void Write(WriteGroup group)
    {
        var connection = (NpgsqlConnection)_connection!;
        using var transaction = connection.BeginTransaction();
        using (var batch = new NpgsqlBatch(connection, transaction))
        {
            AddRows(batch, group);
            batch.BatchCommands.Add(Head(group));
            batch.Prepare();
            batch.ExecuteNonQuery();
            if (batch.BatchCommands[^1].RecordsAffected != 1)
                throw new InvalidOperationException("The chain is not where this process left it.");
        }

        transaction.Commit();
    }

    public async ValueTask ResetAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
    }

    public ValueTask DisposeAsync() => ResetAsync();

    private static void AddRows(NpgsqlBatch batch, WriteGroup group)
    {
        var chain = group.Chain.Id;
        Insert(
            batch,
            "exchange_log_signatures (chain, number, time, digest, xml, result)",
            [NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea],
            [.. group.Signatures.Select(row => new object?[] { chain, row.Number, row.Time, row.Signature.Digest, row.Signature.Xml, row.Signature.Result })]);
        Insert(
            batch,
            "exchange_log_waiting (chain, number, time, digest)",
            [NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea],
            [.. group.Signatures.Select(row => new object?[] { chain, row.Number, row.Time, row.Signature.Digest })]);
        Insert(
            batch,
            $"exchange_log_records ({string.Join(", ", RecordColumns.Names)})",
            RecordTypes,
            [.. group.Records.Select(row => RecordColumns.Values(chain, row.Number, row.Link, row.Signature, row.Record))]);
        Insert(
            batch,
            "exchange_log_pieces (body, attachment, piece, bytes)",
            [NpgsqlDbType.Bytea, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Bytea],
            [.. group.Pieces.Select(piece => new object?[] { piece.Body, piece.Attachment, piece.Piece, piece.Bytes })]);
        Insert(
            batch,
            "exchange_log_open_bodies (body, time)",
            [NpgsqlDbType.Bytea, NpgsqlDbType.Bigint],
            [.. group.Entries.Where(entry => entry.OpensBody is not null).Select(entry => new object?[] { entry.OpensBody, entry.OpenedAt })]);
        if (group.Entries.Select(entry => entry.ClosesBody).OfType<byte[]>().ToArray() is { Length: > 0 } closed)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM exchange_log_open_bodies WHERE body = ANY($1)") { Parameters = { Array(NpgsqlDbType.Bytea, closed) } });
    }

    private static NpgsqlBatchCommand Head(WriteGroup group) =>
        new("UPDATE exchange_log_chains SET last_number = $1, last_link = $2 WHERE id = $3 AND last_number = $4")
        {
            Parameters =
            {
                new NpgsqlParameter { Value = group.LastNumber },
                new NpgsqlParameter { Value = group.LastLink },
                new NpgsqlParameter { Value = group.Chain.Id },
                new NpgsqlParameter { Value = group.Chain.LastNumber },
            },
        };

    private static void Insert(NpgsqlBatch batch, string table, NpgsqlDbType[] types, object?[][] rows)
    {
        if (rows.Length == 0)
            return;
        var command = new NpgsqlBatchCommand($"INSERT INTO {table} SELECT * FROM unnest({string.Join(", ", Enumerable.Range(1, types.Length).Select(i => $"${i}"))})");
        for (var column = 0; column < types.Length; column++)
            command.Parameters.Add(Array(types[column], Column(types[column], rows, column)));
        batch.BatchCommands.Add(command);
    }

    private static Array Column(NpgsqlDbType type, object?[][] rows, int column) => type switch
    {
        NpgsqlDbType.Bigint => System.Array.ConvertAll(rows, row => (long)row[column]!),
        NpgsqlDbType.Integer => System.Array.ConvertAll(rows, row => (int)row[column]!),
        NpgsqlDbType.Text => System.Array.ConvertAll(rows, row => (string?)row[column]),
        _ => System.Array.ConvertAll(rows, row => (byte[]?)row[column]),
    };

    private static NpgsqlParameter Array(NpgsqlDbType type, object values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
}
