using Cabildo.Exchange.Log.Storage;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Exchange.Tests.MessageLogs;

public sealed class LogMigrationsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_newest_migration_is_the_one_that_a_node_looks_for(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var log = new LogDatabase(database.ConnectionString);

        await new ApplyLogMigrations(database.ConnectionString, log).StartAsync(Ct);

        await using var context = MessageLogContext.Create(database.ConnectionString);
        Assert.Equal(ApplyLogMigrations.Newest, (await context.Database.GetAppliedMigrationsAsync(Ct)).Last());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Ct));
    }
}
