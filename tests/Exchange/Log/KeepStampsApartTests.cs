using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Storage;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A log of before its stamps were kept apart goes on, and loses none of them.</summary>
public sealed class KeepStampsApartTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public KeepStampsApartTests() => _signatory = new Signatory(_time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_had_no_stamp_waits_for_one_and_what_had_one_does_not(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var context = MessageLogContext.Create(database.ConnectionString);
        await context.Database.MigrateAsync("20261122230000_CreateMessageLog", Ct);
        using var log = new NodeDatabase(database.ConnectionString);
        await log.WriteAsync(
            async connection =>
            {
                foreach (var (number, stamp) in new (long, byte[]?)[] { (1, [1]), (2, null), (5, null) })
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO exchange_log_signatures (chain, number, time, digest, xml, stamp) VALUES (1, @number, 7, @digest, @digest, @stamp)",
                        Ct,
                        ("number", number),
                        ("digest", new byte[] { (byte)number }),
                        ("stamp", stamp));
                }
            },
            Ct);

        await context.Database.MigrateAsync(Ct);

        await using var read = await log.OpenAsync(Ct);
        var waiting = await read.QueryAsync("SELECT number, time, digest FROM exchange_log_waiting ORDER BY number", row => (row.GetInt64(0), row.GetInt64(1), row.Bytes(2)[0]), Ct);
        Assert.Equal([(2L, 7L, (byte)2), (5L, 7L, (byte)5)], waiting);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_branch_that_lies_with_its_signature_still_proves_it(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time);
        foreach (var id in new[] { "a", "b", "c" })
            await story.Node.Log.AppendAsync(_signatory.Request(id), Ct);
        Assert.Equal(3, await story.Node.Services.GetRequiredService<StampSignatures>().RunAsync(Ct));
        await LayAsBeforeAsync(story.Node);

        var container = Assert.Single(await story.ContainersAsync(new MessageQuery("b")));

        var verdict = story.Verify(container);
        Assert.True(verdict.IsValid, verdict.Fault?.Reason);
        Assert.Equal(1, story.Timestamper.Asked);
    }

    public void Dispose() => _signatory.Dispose();

    private static async Task LayAsBeforeAsync(LogNode node)
    {
        var stamps = node.Services.GetRequiredService<StampsOfSignatures>();
        await node.Database.WriteAsync(
            async connection =>
            {
                foreach (var (chain, number, stamp) in await connection.QueryAsync(
                    "SELECT chain, number, stamp FROM exchange_log_stamped", row => (row.GetInt64(0), row.GetInt64(1), row.Bytes(2)), Ct))
                {
                    var branch = (await stamps.FindAsync(connection, chain, number, Ct))!.Chain.Chain.ToArray();
                    await connection.ExecuteAsync(
                        "UPDATE exchange_log_signatures SET stamp = @stamp, stamp_chain = @branch WHERE chain = @chain AND number = @number",
                        Ct,
                        ("stamp", stamp),
                        ("branch", branch),
                        ("chain", chain),
                        ("number", number));
                }

                await connection.ExecuteAsync("DELETE FROM exchange_log_stamped", Ct);
                await connection.ExecuteAsync("UPDATE exchange_log_stamps SET digests = NULL", Ct);
            },
            Ct);
    }
}
