using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Whoever changes the log is found out.</summary>
public sealed class VerifyChainTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public VerifyChainTests() => _signatory = new Signatory(_time);

    /// <summary>What may be done to the third record of the second chain.</summary>
    public static TheoryData<DatabaseEngine, string, string> Changes()
    {
        var changes = new TheoryData<DatabaseEngine, string, string>();
        foreach (var engine in new[] { DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql })
        {
            foreach (var column in new[] { "message_id = 'x'", "request_id = NULL", "client = 'RP/GOV/another'", "provider = 'RP/GOV/another'", "service = 'x'", "version = 'v2'", "kind = 1", "at_consumer = 0", "time = time + 1", "hash_chain = NULL", "attachments = NULL", "signature = 1", "body = NULL" })
                changes.Add(engine, $"UPDATE exchange_log_records SET {column} WHERE chain = 2 AND number = 3", "The record was changed, or put in another's place.");
            changes.Add(engine, "UPDATE exchange_log_records SET message = message_digest WHERE chain = 2 AND number = 3", "The message was changed.");
            changes.Add(engine, "UPDATE exchange_log_records SET message_key = 7 WHERE chain = 2 AND number = 3", "The record is not found under its message's id.");
            changes.Add(engine, "UPDATE exchange_log_signatures SET xml = digest WHERE chain = 2 AND number = 3", "The signature of the record was changed, or is missing.");
            changes.Add(engine, "DELETE FROM exchange_log_signatures WHERE chain = 2 AND number = 3", "The record was changed, or put in another's place.");
            changes.Add(engine, "UPDATE exchange_log_pieces SET bytes = body WHERE body = (SELECT body FROM exchange_log_records WHERE chain = 2 AND number = 3)", "Attachment 1 was changed, or a piece of it is missing.");
            changes.Add(engine, "DELETE FROM exchange_log_pieces WHERE body = (SELECT body FROM exchange_log_records WHERE chain = 2 AND number = 3)", "Attachment 1 was changed, or a piece of it is missing.");
            changes.Add(engine, "DELETE FROM exchange_log_records WHERE chain = 2 AND number = 3", "Record 3 is missing.");
            changes.Add(engine, "DELETE FROM exchange_log_records WHERE chain = 2 AND number = 5", "The chain ends at 4, and must end at 5");
            changes.Add(engine, "UPDATE exchange_log_records SET number = number + 10 WHERE chain = 2 AND number = 3", "Record 3 is missing.");
            changes.Add(engine, "UPDATE exchange_log_records SET number = -3 WHERE chain = 2 AND number = 3; UPDATE exchange_log_records SET number = 3 WHERE chain = 2 AND number = 4; UPDATE exchange_log_records SET number = 4 WHERE chain = 2 AND number = -3", "The record was changed, or put in another's place.");
            changes.Add(engine, "DELETE FROM exchange_log_chains WHERE id = 2", "a chain was removed");
            changes.Add(engine, "DELETE FROM exchange_log_chains WHERE id >= 3", "The record is in a chain that nobody began.");
            changes.Add(engine, "UPDATE exchange_log_chains SET opened_at = 1 WHERE id = 2", "a chain was removed, or its beginning was changed");
            changes.Add(engine, "UPDATE exchange_log_chains SET trimmed_number = 2 WHERE id = 2", "The record was changed, or put in another's place.");
        }

        return changes;
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_untouched_log_holds(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);

        Assert.Equal(new LogVerdict(4, 15, null), await VerifyAsync(database, null));
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task A_change_is_found(DatabaseEngine engine, string change, string reason)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);

        var verdict = await VerifyAsync(database, change);

        Assert.False(verdict.Holds);
        Assert.Contains(reason, verdict.Fault!.Reason, StringComparison.Ordinal);
        Assert.True(verdict.Fault!.Chain is 2 or 3);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Appends_go_on_while_the_log_is_verified(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
        using var stop = new CancellationTokenSource();
        var appending = AppendUntilAsync(node, stop.Token);

        for (var i = 0; i < 10; i++)
            Assert.Null((await node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None)).Fault);
        await stop.CancelAsync();

        Assert.True(await appending > 0);
    }

    [Fact]
    public async Task The_documentation_is_enough_to_recompute_the_chains_without_us()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await FillAsync(database);
        string[] arguments = [Repository.File("tests/Exchange/Log/recompute-chain.py"), new SqliteConnectionStringBuilder(database.ConnectionString).DataSource];

        var (exit, output) = await ForeignPrograms.RunAsync("python3", arguments);
        Assert.True(exit == 0, output);
        Assert.Equal("15 records hold", output.Trim());

        await VerifyAsync(database, "UPDATE exchange_log_records SET client = 'RP/GOV/another' WHERE chain = 2 AND number = 3");
        Assert.Contains("record 3 of chain 2 was changed", (await ForeignPrograms.RunAsync("python3", arguments)).Output, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_log_is_verified_from_outside_the_node_by_its_configuration_alone(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Database", database.ConnectionString)]).Build();

        Assert.Equal(new LogVerdict(3, 15, null), await LogVerification.RunAsync(configuration, withBodies: true, CancellationToken.None));
    }

    public void Dispose() => _signatory.Dispose();

    private async Task<int> AppendUntilAsync(LogNode node, CancellationToken stop)
    {
        var count = 0;
        for (; !stop.IsCancellationRequested || count == 0; count++)
            await node.Log.AppendAsync(_signatory.Request($"m{count}", [1, 2]), CancellationToken.None);
        return count;
    }

    // Three chains of five.
    private async Task FillAsync(TestDatabase database)
    {
        for (var chain = 1; chain <= 3; chain++)
        {
            await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
            for (var number = 1; number <= 5; number++)
                await node.Log.AppendAsync(_signatory.Request($"m{chain}-{number}", [(byte)chain, (byte)number]), CancellationToken.None);
        }
    }

    // The node that verifies begins a fourth chain, empty.
    private async Task<LogVerdict> VerifyAsync(TestDatabase database, string? change)
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString, _time);
        if (change is not null)
            await node.ExecuteAsync(change);

        return await node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None);
    }
}
