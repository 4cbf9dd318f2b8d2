using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Timestamps come in batches, from authorities that are not believed unseen, or traffic stops.</summary>
public sealed class StampTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public StampTests() => _signatory = new Signatory(_time);

    [Theory, ClassData(typeof(Engines))]
    public async Task One_question_serves_all_that_wait(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        await AppendAsync(node, 25);

        var stamped = await node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None);

        Assert.Equal((25, 1), (stamped, timestamper.Asked));
        Assert.Empty(await node.QueryAsync<long>("SELECT number FROM exchange_log_waiting"));
        Assert.Single(await node.QueryAsync<long>("SELECT time FROM exchange_log_stamps"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_job_stamps_as_often_as_the_configuration_says(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service) { Interval = TimeSpan.FromMilliseconds(150) });

        await AppendAsync(node, 3);
        await EventuallyAsync(async () => (await node.QueryAsync<long>("SELECT number FROM exchange_log_waiting")).Count == 0);
        await AppendAsync(node, 1);
        await EventuallyAsync(async () => (await node.QueryAsync<long>("SELECT number FROM exchange_log_waiting")).Count == 0);

        var stamps = (await node.QueryAsync<long>("SELECT time FROM exchange_log_stamps")).Count;
        Assert.InRange(stamps, 2, 4);
        Assert.Equal(stamps, timestamper.Asked);
    }

    [Theory]
    [InlineData((int)Behaviour.Failing)]
    [InlineData((int)Behaviour.Slow)]
    [InlineData((int)Behaviour.Garbage)]
    [InlineData((int)Behaviour.WrongNonce)]
    [InlineData((int)Behaviour.WrongImprint)]
    [InlineData((int)Behaviour.WrongKey)]
    public async Task An_authority_that_misbehaves_stamps_nothing_and_the_next_is_asked(int behaviour)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var bad = await TestTimestamper.StartAsync(_signatory, _time);
        await using var good = await TestTimestamper.StartAsync(_signatory, _time);
        bad.Behaves = (Behaviour)behaviour;
        good.Behaves = Behaviour.Failing;
        Dictionary<string, string> hurried = new() { ["TimestampTimeout"] = "00:00:01" };
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(bad.Service, good.Service), hurried);
        await AppendAsync(node, 2);
        var stamp = node.Services.GetRequiredService<StampSignatures>();

        await Assert.ThrowsAsync<TimestampingException>(() => stamp.RunAsync(CancellationToken.None));
        Assert.Equal(2, (await node.QueryAsync<long>("SELECT number FROM exchange_log_waiting")).Count);
        good.Behaves = Behaviour.Well;

        Assert.Equal(2, await stamp.RunAsync(CancellationToken.None));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Traffic_stops_when_no_timestamp_was_to_be_had_for_too_long_and_goes_on_after_one(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        timestamper.Behaves = Behaviour.Failing;
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        var job = node.Services.GetRequiredService<StampLog>();
        await AppendAsync(node, 1);

        Assert.False(await job.RunAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromHours(4));
        Assert.Null(node.Log.Refusal);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("LoggingFailed.TimestamperFailed", node.Log.Refusal?.Name);
        timestamper.Behaves = Behaviour.Well;
        Assert.True(await job.RunAsync(CancellationToken.None));
        Assert.Null(node.Log.Refusal);
    }

    [Fact]
    public async Task A_node_that_starts_with_messages_that_waited_too_long_exchanges_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using (var before = await LogNode.StartAsync(database.ConnectionString, _time))
            await AppendAsync(before, 1);
        _time.Advance(TimeSpan.FromHours(5));

        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);

        await EventuallyAsync(() => Task.FromResult(node.Log.Refusal is not null));
        Assert.Equal("LoggingFailed.TimestamperFailed", node.Log.Refusal?.Name);
    }

    [Fact]
    public async Task Without_an_authority_in_the_configuration_traffic_stops_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms());

        Assert.Equal("LoggingFailed.TimestamperFailed", node.Log.Refusal?.Name);
    }

    [Fact]
    public async Task Replicas_never_stamp_one_signature_twice()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        await using var one = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        await using var other = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        await AppendAsync(one, 200);

        var stamped = await Task.WhenAll(
            one.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None), other.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None));

        Assert.Equal(200, stamped.Sum());
        Assert.Empty(await one.QueryAsync<long>("SELECT number FROM exchange_log_waiting"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Appends_go_on_while_an_authority_lets_us_wait(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        timestamper.Behaves = Behaviour.Slow;
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        await AppendAsync(node, 3);
        using var patience = new CancellationTokenSource();
        var stamping = node.Services.GetRequiredService<StampSignatures>().RunAsync(patience.Token);
        await EventuallyAsync(() => Task.FromResult(timestamper.Asked == 1));

        await AppendAsync(node, 3);

        Assert.False(stamping.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stamping);
        timestamper.Behaves = Behaviour.Well;
        Assert.Equal(6, await node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Messages_that_share_a_signature_share_its_stamp(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var timestamper = await TestTimestamper.StartAsync(_signatory, _time);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time, new TestTerms(timestamper.Service));
        foreach (var message in _signatory.Request(["a", "b", "c", "d"]))
            await node.Log.AppendAsync(message, CancellationToken.None);

        Assert.Equal(1, await node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None));
    }

    public void Dispose() => _signatory.Dispose();

    internal static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await holds())
                return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not come to pass within ten seconds.");
    }

    private async Task AppendAsync(LogNode node, int count)
    {
        for (var i = 0; i < count; i++)
            await node.Log.AppendAsync(_signatory.Request($"{Guid.NewGuid()}"), CancellationToken.None);
    }
}
