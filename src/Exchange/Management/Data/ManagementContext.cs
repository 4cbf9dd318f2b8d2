using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Management.Data;

/// <summary>Applies the migrations of what operators changed. Rows are read and written by <see cref="ManagedStore"/> and <see cref="OperatorStore"/>.</summary>
internal sealed class ManagementContext(DbContextOptions<ManagementContext> options) : DbContext(options)
{
    /// <summary>The prefix of the table of migrations.</summary>
    public const string Module = "exchange_managed";
}
