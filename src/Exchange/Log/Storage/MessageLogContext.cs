using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Applies the log's migrations. Rows are read and written by prepared commands alone: see <see cref="LogDatabase"/>.</summary>
internal sealed class MessageLogContext(DbContextOptions<MessageLogContext> options) : DbContext(options)
{
    /// <summary>The prefix of the table of migrations.</summary>
    public const string Module = "exchange_log";
}
