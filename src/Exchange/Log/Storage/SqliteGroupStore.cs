using System.Data.Common;
using Cabildo.Exchange.Log.Records;
using Microsoft.Data.Sqlite;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Writes groups to SQLite: one statement of each kind, prepared once and run for each row.</summary>
internal sealed class SqliteGroupStore(LogDatabase database) : IGroupStore
{
    private DbConnection? _connection;
    private Statements? _statements;

    public async Task<Chain> OpenChainAsync(TimeProvider time, CancellationToken ct)
    {
        if (_connection is null)
        {
            _connection = await database.OpenAsync(ct);
            _statements = new Statements((SqliteConnection)_connection);
        }

        return await Chain.OpenAsync(database, _connection, time, ct);
    }

    public async Task WriteAsync(WriteGroup group, CancellationToken ct)
    {
        using var turn = await database.EnterAsync(ct);
        await using var transaction = (SqliteTransaction)await _connection!.BeginTransactionAsync(ct);
        _statements!.Write(group, transaction);
        await transaction.CommitAsync(ct);
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
        private readonly SqliteCommand _record = Insert(connection, "exchange_log_records", RecordColumns.Names);
        private readonly SqliteCommand _signature = Insert(connection, "exchange_log_signatures", ["chain", "number", "time", "digest", "xml", "result"]);
        private readonly SqliteCommand _piece = Insert(connection, "exchange_log_pieces", ["body", "attachment", "piece", "bytes"]);
        private readonly SqliteCommand _open = Insert(connection, "exchange_log_open_bodies", ["body", "time"]);
        private readonly SqliteCommand _close = Prepare(connection, "DELETE FROM exchange_log_open_bodies WHERE body = @body", ["body"]);
        private readonly SqliteCommand _head = Prepare(connection, "UPDATE exchange_log_chains SET last_number = @number, last_link = @link WHERE id = @id AND last_number = @before", ["number", "link", "id", "before"]);

        public void Write(WriteGroup group, SqliteTransaction transaction)
        {
            foreach (var command in (ReadOnlySpan<SqliteCommand>)[_record, _signature, _piece, _open, _close, _head])
                command.Transaction = transaction;
            foreach (var (signature, number, time) in group.Signatures)
                Run(_signature, group.Chain.Id, number, time, signature.Digest, signature.Xml, signature.Result);
            foreach (var (record, number, link, signature) in group.Records)
                RunRecord(group.Chain.Id, number, link, signature, record);
            foreach (var entry in group.Entries)
                WriteBodies(entry);
            if (Run(_head, group.LastNumber, group.LastLink, group.Chain.Id, group.Chain.LastNumber) != 1)
                throw new InvalidOperationException("The chain is not where this process left it.");
        }

        public void Dispose()
        {
            foreach (var command in (ReadOnlySpan<SqliteCommand>)[_record, _signature, _piece, _open, _close, _head])
                command.Dispose();
        }

        private void RunRecord(long chain, long number, byte[] link, long signature, LogRecord record) =>
            Run(_record, RecordColumns.Values(chain, number, link, signature, record));

        private void WriteBodies(WriteEntry entry)
        {
            if (entry.OpensBody is { } opened)
                Run(_open, opened, entry.OpenedAt);
            foreach (var piece in entry.Pieces)
                Run(_piece, piece.Body, piece.Attachment, piece.Piece, piece.Bytes);
            if (entry.ClosesBody is { } closed)
                Run(_close, closed);
        }

        private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            return command.ExecuteNonQuery();
        }

        private static SqliteCommand Insert(SqliteConnection connection, string table, string[] columns) => Prepare(
            connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})", columns);

        private static SqliteCommand Prepare(SqliteConnection connection, string sql, string[] parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var parameter in parameters)
                command.Parameters.Add(new SqliteParameter("@" + parameter, null));
            command.Prepare();
            return command;
        }
    }
}
