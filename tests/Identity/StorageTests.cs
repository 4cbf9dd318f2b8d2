using System.Net;
using Cabildo.Identity.Accounts;
using Cabildo.Identity.Data;
using Cabildo.Identity.Tests.Support;
using Cabildo.Platform.Country;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Identity.Tests;

public sealed class StorageTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task The_tables_hold_every_column_of_the_model(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        await using var database = await Databases(host).CreateDbContextAsync(TestContext.Current.CancellationToken);

        foreach (var table in database.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsMappedToJson()))
        {
            var columns = string.Join(", ", table.GetProperties().Select(column => $"\"{column.GetColumnName()}\""));
#pragma warning disable EF1002 // names of the model, nothing that anybody typed
            var affected = await database.Database.ExecuteSqlRawAsync(
                $"UPDATE {table.GetTableName()} SET \"{table.GetProperties().First().GetColumnName()}\" = \"{table.GetProperties().First().GetColumnName()}\" WHERE EXISTS (SELECT {columns} FROM {table.GetTableName()})",
                TestContext.Current.CancellationToken);
#pragma warning restore EF1002
            Assert.StartsWith("identity_", table.GetTableName(), StringComparison.Ordinal);
            Assert.True(affected >= 0);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_registrations_of_one_person_at_the_same_moment_open_one_account(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine, register: false);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RegisterAsync(IdentityHost.Person, "Ana", "Ríos")));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(("account-exists", 409), (outcome.Refusal!.Code, outcome.Refusal.Status)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Of_many_exchanges_of_one_code_at_the_same_moment_one_wins(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var code = await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Portal.ExchangeAsync(client, code)));

        Assert.Single(answers, answer => answer.Answer.StatusCode == HttpStatusCode.OK);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Guesses_at_the_same_moment_get_no_more_tries_than_one_after_the_other(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync(host, "no es la que era")));

        Assert.All(guesses, Assert.Null);
        await using var database = await Databases(host).CreateDbContextAsync(TestContext.Current.CancellationToken);
        var account = await database.Users.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, host.Time.GetUtcNow().AddMinutes(15)), (account.AccessFailedCount, account.LockoutEnd));
        Assert.Null(await TryAsync(host, IdentityHost.Password));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_cannot_matter_any_more_is_swept_and_nothing_else(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var sweep = host.Services.GetRequiredService<SweepExpired>();
        await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress()));
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress()));
        host.Time.Advance(TimeSpan.FromSeconds(1));

        var swept = await sweep.RunOnceAsync(TestContext.Current.CancellationToken);

        await using var database = await Databases(host).CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, swept); // the first grant and its assertion
        Assert.Equal((1, 1), (await database.Grants.CountAsync(TestContext.Current.CancellationToken), await database.UsedAssertions.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_password_hashed_with_fewer_rounds_is_renewed_at_sign_in(DatabaseEngine engine)
    {
        await using var shared = await TestDatabase.CreateAsync(engine);
        string? before;
        await using (var host = await IdentityHost.StartOnAsync(shared, new(StringComparer.Ordinal) { ["Identity:PasswordIterations"] = "100000" }, ownsDatabase: false))
        {
            await host.RegisterAsync(IdentityHost.Person, "Ana", "Ríos");
            before = await HashAsync(host);
        }

        await using var dearer = await IdentityHost.StartOnAsync(shared, new(StringComparer.Ordinal) { ["Identity:PasswordIterations"] = "110000" }, ownsDatabase: false);
        Assert.NotNull(await TryAsync(dearer, IdentityHost.Password));

        Assert.NotEqual(before, await HashAsync(dearer));
        Assert.NotNull(await TryAsync(dearer, IdentityHost.Password));
    }

    private static IDbContextFactory<IdentityDatabase> Databases(IdentityHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<IdentityDatabase>>();

    private static async Task<string?> HashAsync(IdentityHost host)
    {
        await using var database = await Databases(host).CreateDbContextAsync(TestContext.Current.CancellationToken);
        return (await database.Users.SingleAsync(TestContext.Current.CancellationToken)).PasswordHash;
    }

    private static async Task<Account?> TryAsync(IdentityHost host, string password)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInWithPassword>().RunAsync(new NationalId("dni", "31456789"), password, TestContext.Current.CancellationToken);
    }
}
