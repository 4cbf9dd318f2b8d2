using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Management.Data;

/// <summary>Applies the migrations of what operators changed. Rows are read and written by <see cref="ManagedStore"/> and <see cref="OperatorStore"/>.</summary>
internal sealed class ManagementContext(DbContextOptions<ManagementContext> options) : DbContext(options)
{
    /// <summary>The prefix of the table of migrations.</summary>
    public const string Module = "exchange_managed";

    /// <summary>The newest migration there is.</summary>
    public const string Newest = "20261127180000_CreateManagement";

    /// <summary>For a database, as the setting <c>Database</c> has it.</summary>
    public static ManagementContext Create(string connection) =>
        new((DbContextOptions<ManagementContext>)new DbContextOptionsBuilder<ManagementContext>().UseDatabase(connection, Module).Options);

    /// <summary>Brings its tables in a database up to date.</summary>
    public static async Task MigrateAsync(string connection, CancellationToken ct)
    {
        await using var context = Create(connection);
        await context.MigrateInTurnAsync(ct);
    }
}
