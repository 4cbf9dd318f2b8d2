using Cabildo.Stories.Tests.Processes;
using Cabildo.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cabildo.Stories.Tests;

/// <summary>Nodes that are killed under load (SIGKILL): whatever was answered is on record at both sides, and both chains hold.</summary>
public sealed class NodeKillTests(ITestOutputHelper output)
{
    private const int Clients = 16;
    private static readonly int Kills = Environment.GetEnvironmentVariable("CABILDO_LONG") is null ? 5 : 50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_answered_is_on_record_at_both_sides_however_often_either_node_is_killed(DatabaseEngine engine)
    {
        await using var databases = await Databases.CreateAsync(engine);
        await using var country = await TwoNodes.CreateAsync(Ct);
        (country.Consumer.Database, country.Provider.Database) = (databases.Consumer, databases.Provider);
        await using var register = await TestRegister.StartAsync(country.Service);
        country.Provider.More = country.Offer;
        await country.StartAsync(Ct);

        string[] answered;
        await using (var askers = new Askers(Clients, country.Consumer.Client.ToString(), number => new Uri(country.Consumer.ClientsUrl, country.PathOf($"licence/licence/{number}"))))
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await askers.WaitForAsync(50, Ct);
                // At any moment of an exchange.
                await Task.Delay(Random.Shared.Next(300), Ct);
                var node = kill % 2 == 0 ? country.Consumer : country.Provider;
                await node.KillAsync();
                await node.StartAsync(country.Anchor, Ct);
            }

            await askers.WaitForAsync(50, Ct);
            await askers.StopAsync();
            answered = [.. askers.Answered];
            output.WriteLine($"{engine}: {Kills} kills, {answered.Length} answered, {askers.Refused.Count} told otherwise, {register.Asked} asked of the register.");
        }

        Assert.Equal(answered.Length, answered.Distinct(StringComparer.Ordinal).Count());
        foreach (var (node, connection) in new[] { (country.Consumer, databases.Consumer), (country.Provider, databases.Provider) })
        {
            var kinds = await KindsAsync(connection);
            Assert.DoesNotContain(answered, id => !kinds.TryGetValue(id, out var there) || !there.SetEquals([0, 1]));
            var (code, said) = await node.VerifyLogAsync(Ct);
            output.WriteLine($"{node.Server}: {said}");
            Assert.Equal(0, code);
        }
    }

    // Of each message which of request (0) and answer (1) is on record.
    private static async Task<Dictionary<string, HashSet<int>>> KindsAsync(string connection)
    {
        await using System.Data.Common.DbConnection open = connection.StartsWith("Data Source", StringComparison.Ordinal) ? new SqliteConnection(connection) : new NpgsqlConnection(connection);
        await open.OpenAsync(Ct);
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT message_id, kind FROM exchange_log_records";
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var kinds = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        while (await rows.ReadAsync(Ct))
        {
            if (!kinds.TryGetValue(rows.GetString(0), out var there))
                kinds[rows.GetString(0)] = there = [];
            there.Add(rows.GetInt32(1));
        }

        return kinds;
    }

    private sealed class Databases(TestDatabase consumer, TestDatabase provider) : IAsyncDisposable
    {
        public string Consumer => consumer.ConnectionString;

        public string Provider => provider.ConnectionString;

        public static async Task<Databases> CreateAsync(DatabaseEngine engine) =>
            new(await TestDatabase.CreateAsync(engine), await TestDatabase.CreateAsync(engine));

        public async ValueTask DisposeAsync()
        {
            await consumer.DisposeAsync();
            await provider.DisposeAsync();
        }
    }
}
