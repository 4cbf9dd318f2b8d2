using Cabildo.Documents.Data;
using Cabildo.Documents.Status;
using Cabildo.Platform.Storage;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Tests;

public sealed class StatusLedgerTests
{
    public static TheoryData<DatabaseEngine, int> EveryMoment => ComesBefore.Each(statements: 5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(EveryMoment))]
    public async Task Two_that_find_no_list_open_at_once_open_one(DatabaseEngine engine, int statement)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var context = Open(database))
            await context.Database.MigrateAsync(Ct);
        var another = new ComesBefore(statement, async () =>
        {
            await using var context = Open(database);
            await Ledger(context).OpenListAheadAsync(Ct);
        });

        await using (var context = Open(database, another))
            await Ledger(context).AllocateAsync("licence", Ct);

        Assert.True(another.HasCome);
        await using var read = Open(database);
        var list = Assert.Single(await read.StatusLists.ToListAsync(Ct));
        Assert.Equal((1, 1), (list.Number, list.Allocated));
        Assert.Equal(1, Assert.Single(await read.StatusEntries.ToListAsync(Ct)).List);
    }

    private static StatusLedger Ledger(DocumentsContext context) => new(context, Options.Create(new DocumentsOptions()), TimeProvider.System);

    private static DocumentsContext Open(TestDatabase database, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<DocumentsContext>();
        options.UseDatabase(database.ConnectionString, "documents").AddInterceptors(interceptors);
        return new DocumentsContext(options.Options);
    }
}
