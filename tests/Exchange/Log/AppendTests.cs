using Cabildo.Exchange.Log;
using Cabildo.Testing;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>What is appended is there, in order, once.</summary>
public sealed class AppendTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public AppendTests() => _signatory = new Signatory(_time);

    [Theory, ClassData(typeof(Engines))]
    public async Task Numbers_have_no_gaps_however_many_append_at_once(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
        var messages = Enumerable.Range(0, 500).Select(i => _signatory.Request($"m{i}", i % 3 == 0 ? [1, 2, 3] : null)).ToList();

        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (message, ct) => await node.Log.AppendAsync(message, ct));

        Assert.Equal(Enumerable.Range(1, 500).Select(number => (long)number), await node.QueryAsync<long>("SELECT number FROM exchange_log_records ORDER BY number"));
        Assert.Equal(500, (await node.QueryAsync<string>("SELECT DISTINCT message_id FROM exchange_log_records")).Count);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_signature_that_serves_a_batch_is_stored_once(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);

        foreach (var message in _signatory.Request(["a", "b", "c"]))
            await node.Log.AppendAsync(message, CancellationToken.None);

        Assert.Equal([1L], await node.QueryAsync<long>("SELECT number FROM exchange_log_signatures"));
        Assert.Equal([1L, 1L, 1L], await node.QueryAsync<long>("SELECT signature FROM exchange_log_records"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_node_that_starts_again_begins_a_chain_of_its_own(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        for (var run = 0; run < 3; run++)
        {
            await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
            await node.Log.AppendAsync(_signatory.Request($"run{run}"), CancellationToken.None);
        }

        await using var last = await LogNode.StartAsync(database.ConnectionString, _time);

        Assert.Equal([1L, 2L, 3L], await last.QueryAsync<long>("SELECT chain FROM exchange_log_records ORDER BY chain"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_message_whose_id_cannot_be_stored_fails_alone(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);

        var refused = await Assert.ThrowsAsync<MessageLogException>(async () => await node.Log.AppendAsync(_signatory.Request("a") with { MessageId = "a\0b" }, CancellationToken.None));

        Assert.Equal("LoggingFailed.InvalidMessage", refused.Problem.Name);
        Assert.Null(node.Log.Refusal);
        await node.Log.AppendAsync(_signatory.Request("b"), CancellationToken.None);
        Assert.Equal(["b"], await node.QueryAsync<string>("SELECT message_id FROM exchange_log_records"));
    }

    public void Dispose() => _signatory.Dispose();
}
