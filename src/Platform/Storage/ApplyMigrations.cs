using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Cabildo.Platform.Storage;

/// <summary>Brings a module's tables up to date before anything else of the role runs.</summary>
internal sealed class ApplyMigrations<TContext>(IDbContextFactory<TContext> contexts) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.MigrateInTurnAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
