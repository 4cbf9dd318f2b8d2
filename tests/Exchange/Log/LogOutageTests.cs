using System.Collections.Concurrent;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Exchange.Storage;
using Cabildo.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Whatever fails, nothing that was acknowledged is lost, and the log works again when it can.</summary>
public sealed class LogOutageTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public LogOutageTests() => _signatory = new Signatory(_time);

    [Fact]
    public async Task A_full_disk_refuses_messages_loses_none_and_is_over_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount a small disk.");
        using var disk = await SmallDisk.MountAsync();
        await using var node = await LogNode.StartAsync($"Data Source={disk.Folder}/log.db", _time);
        var body = new byte[60_000];
        var acknowledged = new List<string>();

        var refused = await Assert.ThrowsAsync<MessageLogException>(async () =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                await node.Log.AppendAsync(_signatory.Request($"m{i}", body), CancellationToken.None);
                acknowledged.Add($"m{i}");
            }
        });
        Assert.Equal("LoggingFailed.InternalError", refused.Problem.Name);

        await disk.GrowAsync();
        await StampTests.EventuallyAsync(() => Task.FromResult(node.Log.Refusal is null));
        await node.Log.AppendAsync(_signatory.Request("after", body), CancellationToken.None);

        Assert.NotEmpty(acknowledged);
        Assert.Equal([.. acknowledged, "after"], await node.QueryAsync<string>("SELECT message_id FROM exchange_log_records ORDER BY chain, number"));
        Assert.True((await VerifyAsync(node)).Holds);
    }

    [Fact]
    public async Task A_database_that_goes_away_under_load_costs_no_acknowledged_message()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
        await using var load = new Load(node, _signatory);

        await StampTests.EventuallyAsync(() => Task.FromResult(load.Acknowledged.Count > 200));
        await TakeAwayAsync(database, TimeSpan.FromSeconds(1.5));
        var before = load.Acknowledged.Count;
        await StampTests.EventuallyAsync(() => Task.FromResult(load.Acknowledged.Count > before + 200));
        await load.StopAsync();

        Assert.True(load.Refused > 0);
        var logged = (await node.QueryAsync<string>("SELECT message_id FROM exchange_log_records")).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(load.Acknowledged, id => !logged.Contains(id));
        Assert.True((await VerifyAsync(node)).Holds);
    }

    [Fact]
    public async Task Replicas_share_a_database_and_each_writes_its_own_chain()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LogNode.StartAsync(database.ConnectionString, _time)));
        var loads = nodes.Select(node => new Load(node, _signatory)).ToList();
        await StampTests.EventuallyAsync(() => Task.FromResult(loads.All(load => load.Acknowledged.Count > 300)));
        foreach (var load in loads)
            await load.StopAsync();

        var verdict = await VerifyAsync(nodes[0]);

        Assert.Null(verdict.Fault);
        Assert.Equal(3, verdict.Chains);
        Assert.Equal(loads.Sum(load => load.Acknowledged.Count), verdict.Records);
        Assert.Equal(0, loads.Sum(load => load.Refused));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_chain_that_another_has_written_to_is_left_and_the_next_one_begun(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
        await node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        await node.ExecuteAsync("UPDATE exchange_log_chains SET last_number = 7");

        await Assert.ThrowsAsync<MessageLogException>(async () => await node.Log.AppendAsync(_signatory.Request("b"), CancellationToken.None));
        await StampTests.EventuallyAsync(() => Task.FromResult(node.Log.Refusal is null));
        await node.Log.AppendAsync(_signatory.Request("c"), CancellationToken.None);

        Assert.Equal([1L, 2L], await node.QueryAsync<long>("SELECT chain FROM exchange_log_records ORDER BY chain"));
    }

    [Fact]
    public async Task A_full_queue_makes_callers_wait_and_one_that_gives_up_waiting_logs_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, null, new() { ["QueueLength"] = "1" });
        // While another has the turn to write, the writer stands still: one entry in its hands, one in the queue.
        var turn = await node.Database.EnterAsync(CancellationToken.None);
        var inHand = node.Log.AppendAsync(_signatory.Request("in hand"), CancellationToken.None).AsTask();
        await Task.Delay(300);
        var queued = node.Log.AppendAsync(_signatory.Request("queued"), CancellationToken.None).AsTask();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await node.Log.AppendAsync(_signatory.Request("given up"), patience.Token));
        turn.Dispose();
        await Task.WhenAll(inHand, queued);

        Assert.Equal(["in hand", "queued"], await node.QueryAsync<string>("SELECT message_id FROM exchange_log_records ORDER BY number"));
    }

    public void Dispose() => _signatory.Dispose();

    private static Task<LogVerdict> VerifyAsync(LogNode node) => node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None);

    // As a restart looks from here: every connection ends, and for a while none can be made.
    private static async Task TakeAwayAsync(TestDatabase database, TimeSpan time)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres" });
        await RunAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await Task.Delay(time);
        await RunAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

        async Task RunAsync(string sql)
        {
            await using var command = server.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
