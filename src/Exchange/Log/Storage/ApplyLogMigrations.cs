using System.Data.Common;
using System.Runtime.CompilerServices;
using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// Brings the log's tables up to date before the writer begins. Where they are, as at every start but the first, the framework for
/// migrations is not even loaded: it would cost a node a third of its start and a tenth of its memory.
/// </summary>
/// <param name="connection">As the setting <c>Database</c> has it.</param>
/// <param name="database">Opens connections to it.</param>
internal sealed class ApplyLogMigrations(string connection, LogDatabase database) : IHostedService
{
    /// <summary>The newest migration there is.</summary>
    public const string Newest = "20261122230000_CreateMessageLog";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await AreAppliedAsync(cancellationToken))
            await MigrateAsync(connection, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> AreAppliedAsync(CancellationToken ct)
    {
        try
        {
            await using var open = await database.OpenAsync(ct);
            var found = await open.QueryAsync(
                $"SELECT \"MigrationId\" FROM {MessageLogContext.Module}_migrations WHERE \"MigrationId\" = @newest", row => row.GetString(0), ct, ("newest", Newest));
            return found.Count == 1;
        }
        catch (DbException)
        {
            // No database yet, or no table of migrations in it. An outage shows when it is to be migrated.
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task MigrateAsync(string connection, CancellationToken ct)
    {
        await using var context = MessageLogContext.Create(connection);
        await context.Database.MigrateAsync(ct);
    }
}
