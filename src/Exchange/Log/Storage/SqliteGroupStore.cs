using Cabildo.Exchange.Storage;
using Microsoft.Data.Sqlite;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Writes groups to SQLite: one statement of each kind, prepared once and run for each row.</summary>
internal sealed class SqliteGroupStore(NodeDatabase database) : IGroupStore
{
    private SqliteConnection? _connection;
    private Statements? _statements;

    public async Task<Chain> OpenChainAsync(TimeProvider time, CancellationToken ct)
    {
        if (_connection is null)
        {
            _connection = (SqliteConnection)await database.OpenAsync(ct);
            _statements = new Statements(_connection);
        }

        return await Chain.OpenAsync(database, _connection, time, ct);
    }

    public void Write(WriteGroup group)
    {
        using var turn = database.Enter();
        using var transaction = _connection!.BeginTransaction();
        _statements!.Write(group);
        transaction.Commit();
    }

    public async ValueTask ResetAsync()
    {
        _statements?.Dispose();
        _statements = null;
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
    }

    public ValueTask DisposeAsync() => ResetAsync();

    private sealed class Statements(SqliteConnection connection) : IDisposable
    {
        private readonly SqliteStatement _record = SqliteStatement.Insert(connection, "exchange_log_records", RecordColumns.Names);
        private readonly SqliteStatement _signature = SqliteStatement.Insert(connection, "exchange_log_signatures", "chain", "number", "time", "digest", "xml", "result");
        private readonly SqliteStatement _waiting = SqliteStatement.Insert(connection, "exchange_log_waiting", "chain", "number", "time", "digest");
        private readonly SqliteStatement _piece = SqliteStatement.Insert(connection, "exchange_log_pieces", "body", "attachment", "piece", "bytes");
        private readonly SqliteStatement _open = SqliteStatement.Insert(connection, "exchange_log_open_bodies", "body", "time");
        private readonly SqliteStatement _close = new(connection, "DELETE FROM exchange_log_open_bodies WHERE body = ?");
        private readonly SqliteStatement _head = new(connection, "UPDATE exchange_log_chains SET last_number = ?, last_link = ? WHERE id = ? AND last_number = ?");

        public void Write(WriteGroup group)
        {
            foreach (var (signature, number, time) in group.Signatures)
            {
                _waiting.Run(group.Chain.Id, number, time, signature.Digest);
                _signature.Run(group.Chain.Id, number, time, signature.Digest, signature.Xml, signature.Result);
            }

            foreach (var (record, number, link, signature) in group.Records)
                _record.Run(RecordColumns.Values(group.Chain.Id, number, link, signature, record));
            foreach (var entry in group.Entries)
                WriteBodies(entry);
            if (_head.Run(group.LastNumber, group.LastLink, group.Chain.Id, group.Chain.LastNumber) != 1)
                throw new InvalidOperationException("The chain is not where this process left it.");
        }

        public void Dispose()
        {
            foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_record, _signature, _waiting, _piece, _open, _close, _head])
                statement.Dispose();
        }

        private void WriteBodies(WriteEntry entry)
        {
            if (entry.OpensBody is { } opened)
                _open.Run(opened, entry.OpenedAt);
            foreach (var piece in entry.Pieces)
                _piece.Run(piece.Body, piece.Attachment, piece.Piece, piece.Bytes);
            if (entry.ClosesBody is { } closed)
                _close.Run(closed);
        }
    }
}
