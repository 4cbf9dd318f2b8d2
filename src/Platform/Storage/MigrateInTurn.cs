using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cabildo.Platform.Storage;

/// <summary>
/// Brings tables up to date, one replica after the other. The framework's own lock goes with its transaction, which ends with each
/// migration: of two replicas that start at once, both would make the second one's tables.
/// </summary>
public static class MigrateInTurn
{
    // "mig" in ASCII: one number for all modules, for migrations are rare.
    private const long Lock = 0x6D6967;

    /// <summary>Applies what is not applied yet.</summary>
    /// <exception cref="DbException">The database cannot be reached, or a migration failed.</exception>
    public static async Task MigrateInTurnAsync(this DbContext context, CancellationToken ct)
    {
        await using var turn = context.Database.IsNpgsql() ? await EnterAsync(context.Database.GetConnectionString()!, ct) : null;
        await context.Database.MigrateAsync(ct);
    }

    // The lock is of the session, and goes with the connection.
    private static async Task<NpgsqlConnection?> EnterAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } }, CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // There is no such database yet: the framework makes it.
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
