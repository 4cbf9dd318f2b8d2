using Cabildo.Stories.Tests.Processes;
using Cabildo.Testing;

namespace Cabildo.Stories.Tests;

/// <summary>Several processes of one server on one PostgreSQL.</summary>
public sealed class ReplicaTests(ITestOutputHelper output)
{
    private const int Clients = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_third_replica_joins_under_load_without_an_error()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var country = await TwoNodes.CreateAsync(Ct);
        country.Consumer.Database = database.ConnectionString;
        await using var register = await TestRegister.StartAsync(country.Service);
        country.Provider.More = country.Offer;
        await country.StartAsync(Ct);
        await using var second = country.ReplicaOfConsumer(2);
        await using var third = country.ReplicaOfConsumer(3);
        await second.StartAsync(country.Anchor, Ct);

        NodeProcess[] replicas = [country.Consumer, second];
        await using var askers = new Askers(Clients, country.Consumer.Client.ToString(), Url);
        await askers.WaitForAsync(300, Ct);
        var took = await third.StartAsync(country.Anchor, Ct);
        Volatile.Write(ref replicas, [country.Consumer, second, third]);
        await askers.WaitForAsync(600, Ct);
        await askers.StopAsync();

        output.WriteLine($"The third joined within {took.TotalSeconds:0.0} s; {askers.Answered.Count} answered, {askers.Refused.Count} told otherwise.");
        Assert.Empty(askers.Refused);
        var chains = await ChainsAsync(database.ConnectionString);
        Assert.Equal(3, chains.Count);
        Assert.All(chains, records => Assert.True(records > 0));
        Assert.Equal(2 * askers.Answered.Count, chains.Sum());
        var (code, said) = await country.Consumer.VerifyLogAsync(Ct);
        output.WriteLine(said);
        Assert.Equal(0, code);

        Uri Url(int number)
        {
            var now = Volatile.Read(ref replicas);
            return new Uri(now[number % now.Length].ClientsUrl, country.PathOf($"licence/licence/{number}"));
        }
    }

    // How many records each chain has; each process writes one of its own.
    private static async Task<List<long>> ChainsAsync(string connection)
    {
        await using var open = new Npgsql.NpgsqlConnection(connection);
        await open.OpenAsync(Ct);
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT chain, COUNT(*) FROM exchange_log_records GROUP BY chain ORDER BY chain";
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var counts = new List<long>();
        while (await rows.ReadAsync(Ct))
            counts.Add(rows.GetInt64(1));
        return counts;
    }
}
