using Cabildo.Authority.Data;
using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Authority.Tests;

public sealed class StorageTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task The_tables_hold_every_column_of_the_model(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        await role.RegisterTransportAsync();
        await using var database = await role.The<IDbContextFactory<AuthorityContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(await database.Certificates.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Single(await database.ServerCertificates.ToListAsync(TestContext.Current.CancellationToken));
        Assert.All(database.Model.GetEntityTypes(), table => Assert.StartsWith("authority_", table.GetTableName(), StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_replicas_sign_with_the_same_keys(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");
        var first = await client.VerifyAsync("internalconf", 6);

        await using var replica = await role.ReplicaAsync();
        var second = await client.VerifyAsync(replica.Address + "internalconf", 6);

        Assert.Equal((null, null), (first.Problem, second.Problem));
        Assert.Equal(first.Key!.Certificate, second.Key!.Certificate);
        Assert.Equal(first.Directory!.Parts.Select(part => part.Location), second.Directory!.Parts.Select(part => part.Location));
    }
}
