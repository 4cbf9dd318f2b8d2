using Cabildo.Exchange.Storage;
using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Applies the log's migrations. Rows are read and written by prepared commands alone: see <see cref="NodeDatabase"/>.</summary>
internal sealed class MessageLogContext(DbContextOptions<MessageLogContext> options) : DbContext(options)
{
    /// <summary>The prefix of the table of migrations.</summary>
    public const string Module = "exchange_log";

    /// <summary>The newest migration there is.</summary>
    public const string Newest = "20261128090000_KeepStampsApart";

    /// <summary>For a database, as the setting <c>Database</c> has it.</summary>
    public static MessageLogContext Create(string connection) =>
        new((DbContextOptions<MessageLogContext>)new DbContextOptionsBuilder<MessageLogContext>().UseDatabase(connection, Module).Options);

    /// <summary>Brings its tables in a database up to date.</summary>
    public static async Task MigrateAsync(string connection, CancellationToken ct)
    {
        await using var context = Create(connection);
        await context.MigrateInTurnAsync(ct);
    }
}
