using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>Brings the log's tables up to date before the writer begins.</summary>
internal sealed class ApplyLogMigrations(IDbContextFactory<MessageLogContext> contexts) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
