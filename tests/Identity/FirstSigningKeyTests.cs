using Cabildo.Identity.Data;
using Cabildo.Identity.Keys;
using Cabildo.Platform.Storage;
using Cabildo.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Tests;

public sealed class FirstSigningKeyTests
{
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly ManualTime _time = new();

    public static TheoryData<DatabaseEngine, int> EveryMoment => ComesBefore.Each(statements: 4);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(EveryMoment))]
    public async Task Two_replicas_that_find_no_key_at_once_make_one_and_its_successor(DatabaseEngine engine, int statement)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var context = new Databases(database).CreateDbContext())
            await context.Database.MigrateAsync(Ct);
        using var other = Keys(new Databases(database));
        IReadOnlyList<SigningKey> others = [];
        var another = new ComesBefore(statement, async () => others = await other.PublishedAsync(Ct));
        using var keys = Keys(new Databases(database, another));

        var published = await keys.PublishedAsync(Ct);

        Assert.True(another.HasCome);
        Assert.Equal([1, 2], published.Select(key => key.Sequence));
        Assert.Equal(others.Select(key => key.Key.KeyId), published.Select(key => key.Key.KeyId));
        Assert.Equal(published[0].Key.KeyId, (await keys.CurrentAsync(Ct)).Key.KeyId);
    }

    private SigningKeys Keys(Databases databases) => new(databases, _protection, Options.Create(new IdentityProviderOptions()), _time);

    private sealed class Databases(TestDatabase database, params IInterceptor[] interceptors) : IDbContextFactory<IdentityDatabase>
    {
        // Which tables ASP.NET Core Identity has is told by its options.
        private static readonly IServiceProvider Services =
            new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

        public IdentityDatabase CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<IdentityDatabase>();
            options.UseDatabase(database.ConnectionString, "identity").UseApplicationServiceProvider(Services).AddInterceptors(interceptors);
            return new IdentityDatabase(options.Options);
        }
    }
}
