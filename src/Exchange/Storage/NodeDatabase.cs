using System.Data;
using System.Data.Common;
using Cabildo.Platform.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cabildo.Exchange.Storage;

/// <summary>Connections to the database of a node, which the log and the operators' changes share, and the few things in which the two engines differ.</summary>
internal sealed class NodeDatabase : IDisposable
{
    private readonly Func<DbConnection> _connect;
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <param name="connection">As the setting <c>Database</c> has it.</param>
    public NodeDatabase(string connection)
    {
        IsPostgreSql = ConnectionStrings.IsPostgreSql(connection);
        _connect = IsPostgreSql ? PostgreSql(connection) : Sqlite(connection);
    }

    public bool IsPostgreSql { get; }

    /// <summary>What ends a query that takes rows for itself, so that several replicas never take the same.</summary>
    public string TakeRows => IsPostgreSql ? "FOR UPDATE SKIP LOCKED" : "";

    /// <summary>Opens a connection on which a commit returns when the data are on the disk.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = _connect();
        try
        {
            await connection.OpenAsync(ct);
            // FULL syncs at every commit; the default of WAL, NORMAL, may lose the last ones (sqlite.org/pragma.html#pragma_synchronous).
            await connection.ExecuteAsync(
                IsPostgreSql ? "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
                : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-4000",
                ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits for the turn to write. SQLite has one writer at a time and makes the others poll: here they queue instead. PostgreSQL
    /// needs no turns.
    /// </summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken ct)
    {
        if (IsPostgreSql)
            return default;
        await _writing.WaitAsync(ct);
        return new Turn(_writing);
    }

    /// <inheritdoc cref="EnterAsync"/>
    public Turn Enter()
    {
        if (IsPostgreSql)
            return default;
        _writing.Wait();
        return new Turn(_writing);
    }

    /// <summary>A transaction that reads everything as it is at its first read, and holds up no writer.</summary>
    public static async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    /// <summary>Runs statements in one transaction of its own.</summary>
    public async Task WriteAsync(Func<DbConnection, Task> statements, CancellationToken ct)
    {
        using var turn = await EnterAsync(ct);
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await statements(connection);
        await transaction.CommitAsync(ct);
    }

    public void Dispose() => _writing.Dispose();

    // Each engine in functions of its own: the library of the other is not loaded.
    private static Func<DbConnection> PostgreSql(string connection) => () => new NpgsqlConnection(connection);

    private static Func<DbConnection> Sqlite(string connection)
    {
        var settings = new SqliteConnectionStringBuilder(connection) { Pooling = false }.ToString();
        return () => new SqliteConnection(settings);
    }

    /// <summary>The turn to write, until it is disposed.</summary>
    internal readonly struct Turn(SemaphoreSlim? writing) : IDisposable
    {
        public void Dispose() => writing?.Release();
    }
}
