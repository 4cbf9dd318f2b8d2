using Cabildo.Exchange.Management.Data;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Tests.Storage;

public sealed class NodeMigrationsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_newest_migrations_are_those_that_a_node_looks_for(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var node = new NodeDatabase(database.ConnectionString);
        (string Module, string Newest, Func<CancellationToken, Task> Migrate, Func<DbContext> Open)[] all =
        [
            (MessageLogContext.Module, MessageLogContext.Newest, ct => MessageLogContext.MigrateAsync(database.ConnectionString, ct),
                () => MessageLogContext.Create(database.ConnectionString)),
            (ManagementContext.Module, ManagementContext.Newest, ct => ManagementContext.MigrateAsync(database.ConnectionString, ct),
                () => ManagementContext.Create(database.ConnectionString)),
        ];
        foreach (var (module, newest, migrate, open) in all)
        {
            await new ApplyNodeMigrations(node, module, newest, migrate).StartAsync(Ct);

            await using var context = open();
            Assert.Equal(newest, (await context.Database.GetAppliedMigrationsAsync(Ct)).Last());
            Assert.Empty(await context.Database.GetPendingMigrationsAsync(Ct));
            // Not made again.
            await new ApplyNodeMigrations(node, module, newest, _ => throw new InvalidOperationException("There is nothing to migrate.")).StartAsync(Ct);
        }
    }
}
