using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace Cabildo.Exchange.Storage;

/// <summary>
/// Brings tables of a node up to date before anything uses them. Where they are, as at every start but the first, the framework for
/// migrations is not even loaded: a node would pay for it in time and memory, and use nothing of it.
/// </summary>
/// <param name="database">The node's.</param>
/// <param name="module">The prefix of the table of migrations.</param>
/// <param name="newest">The newest migration there is.</param>
/// <param name="migrate">Brings them up to date. It names the framework where nothing else does, and loads it so.</param>
internal sealed class ApplyNodeMigrations(NodeDatabase database, string module, string newest, Func<CancellationToken, Task> migrate) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await AreAppliedAsync(cancellationToken))
            await migrate(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> AreAppliedAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            var found = await connection.QueryAsync(
                $"SELECT \"MigrationId\" FROM {module}_migrations WHERE \"MigrationId\" = @newest", row => row.GetString(0), ct, ("newest", newest));
            return found.Count == 1;
        }
        catch (DbException)
        {
            // No database yet, or no table of migrations in it. An outage shows when it is to be migrated.
            return false;
        }
    }
}
