using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cabildo.Testing;

/// <summary>An empty database of its own for one test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(string connectionString, string? folder) => (ConnectionString, _folder) = (connectionString, folder);

    /// <summary>What a role's setting <c>Database</c> takes.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one; skips the test by name where the machine has no PostgreSQL.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        if (engine == DatabaseEngine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("cabildo-test-").FullName;
            return new TestDatabase($"Data Source={Path.Combine(folder, "test.db")}", folder);
        }

        var cluster = await PostgreSqlCluster.SharedAsync();
        return new TestDatabase(await cluster.CreateDatabaseAsync(), null);
    }

    public ValueTask DisposeAsync()
    {
        // A pooled connection would keep the file open.
        if (_folder is null)
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            return ValueTask.CompletedTask;
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
