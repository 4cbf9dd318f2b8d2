using System.Security.Cryptography;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Every logged message proves itself, with its body or without.</summary>
public sealed class ContainerTests : IDisposable
{
    private static readonly byte[] Body = "{\"number\":\"24990112\"}"u8.ToArray();
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public ContainerTests() => _signatory = new Signatory(_time);

    [Theory, ClassData(typeof(Engines))]
    public async Task A_message_is_stamped_on_demand_and_its_container_verifies(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time);
        await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None);

        var container = Assert.Single(await story.ContainersAsync(new MessageQuery("a")));

        var verdict = story.Verify(container);
        Assert.True(verdict.IsValid, verdict.Fault?.Reason);
        Assert.Equal(["/message.xml", "/attachment1"], verdict.Covered);
        Assert.Equal(Body, ReadEntry(container, "/attachment1"));
        Assert.Equal(1, story.Timestamper.Asked);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_message_whose_body_is_not_kept_proves_itself_by_its_digest(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, new() { ["Bodies"] = "None" });
        foreach (var message in _signatory.Request(["a", "b", "c"], Body))
            await story.Node.Log.AppendAsync(message, CancellationToken.None);

        foreach (var id in new[] { "a", "b", "c" })
        {
            var container = Assert.Single(await story.ContainersAsync(new MessageQuery(id)));
            var verdict = story.Verify(container);
            Assert.True(verdict.IsValid, verdict.Fault?.Reason);
            Assert.Empty(AsicContainer.Open(new MemoryStream(container)).Attachments);
            // Nothing in it names a file that is not there: X-Road's verifier would refuse that.
            Assert.Empty(verdict.Signature!.Unseen);
        }

        Assert.Empty(await story.Node.QueryAsync<int>("SELECT piece FROM exchange_log_pieces"));
    }

    [Fact]
    public async Task A_container_without_its_body_fails_when_the_message_part_is_changed()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, new() { ["Bodies"] = "None" });
        await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None);
        await story.Node.ExecuteAsync("UPDATE exchange_log_records SET message = @other", ("other", Signatory.Part("b")));

        var verdict = story.Verify(Assert.Single(await story.ContainersAsync(new MessageQuery("a"))));

        Assert.Equal("MalformedSignature.InvalidHashChainRef", verdict.Fault?.Code);
    }

    [Fact]
    public async Task A_service_may_have_its_own_rule_for_bodies()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, new() { ["Bodies"] = "None", [$"BodiesOf:{Signatory.Service}"] = "All" });
        await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None);

        Assert.Equal(Body, ReadEntry(Assert.Single(await story.ContainersAsync(new MessageQuery("a"))), "/attachment1"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_long_body_lies_in_pieces_and_comes_out_whole(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time);
        var body = RandomNumberGenerator.GetBytes(3 * BodyWriter.PieceBytes + 77);
        await story.Node.Log.AppendAsync(_signatory.Request("a", body), CancellationToken.None);

        Assert.Equal([0, 1, 2, 3], await story.Node.QueryAsync<int>("SELECT piece FROM exchange_log_pieces ORDER BY piece"));
        Assert.Empty(await story.Node.QueryAsync<byte[]>("SELECT body FROM exchange_log_open_bodies"));
        var container = Assert.Single(await story.ContainersAsync(new MessageQuery("a")));
        Assert.True(story.Verify(container).IsValid);
        Assert.Equal(body, ReadEntry(container, "/attachment1"));
    }

    [Theory]
    [InlineData("Drop", null)]
    [InlineData("Refuse", "LoggingFailed.LoggingFailed")]
    public async Task A_body_beyond_the_limit_is_dropped_or_refused_as_the_settings_say(string setting, string? refusal)
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, new() { ["MaxBodyBytes"] = "20", ["OversizedBodies"] = setting });

        var refused = await Record.ExceptionAsync(async () => await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None));

        Assert.Equal(refusal, (refused as MessageLogException)?.Problem.Name);
        var containers = await story.ContainersAsync(new MessageQuery("a"));
        Assert.Equal(refusal is null ? 1 : 0, containers.Count);
        Assert.All(containers, container => Assert.True(story.Verify(container).IsValid));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_body_whose_record_never_came_is_swept_after_a_day(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time);
        var message = _signatory.Request("a", new byte[BodyWriter.PieceBytes + 1]);
        await story.Node.Services.GetRequiredService<BodyWriter>().WriteAsync(message, CancellationToken.None);
        var sweep = story.Node.Services.GetRequiredService<SweepBodies>();

        Assert.Equal(0, await sweep.RunAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await sweep.RunAsync(CancellationToken.None));
        Assert.Empty(await story.Node.QueryAsync<int>("SELECT piece FROM exchange_log_pieces"));
    }

    [Theory]
    [InlineData("All", 2)]
    [InlineData("None", 0)]
    public async Task A_SOAP_message_has_all_its_attachments_or_none_and_verifies(string setting, int kept)
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, new() { ["Bodies"] = setting });
        await story.Node.Log.AppendAsync(_signatory.SoapRequest("c3", Body, []), CancellationToken.None);

        var container = Assert.Single(await story.ContainersAsync(new MessageQuery("c3")));

        var verdict = story.Verify(container);
        Assert.True(verdict.IsValid, verdict.Fault?.Reason);
        Assert.Equal(kept, AsicContainer.Open(new MemoryStream(container)).Attachments.Count);
        Assert.Empty(verdict.Signature!.Unseen);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Requests_and_answers_of_either_side_are_found_by_whom_the_server_spoke_for(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time);
        var request = _signatory.Request("a");
        var answer = request with { Kind = SignedMessageKind.RestResponse };
        foreach (var message in new[] { request, answer, request with { AtConsumer = false }, answer with { AtConsumer = false } })
            await story.Node.Log.AppendAsync(message, CancellationToken.None);
        var find = story.Node.Services.GetRequiredService<FindMessages>();

        Assert.Equal([1L, 2L, 3L, 4L], await NumbersAsync(new MessageQuery("a")));
        Assert.Equal([2L, 4L], await NumbersAsync(new MessageQuery("a", IsResponse: true)));
        Assert.Equal([1L, 2L], await NumbersAsync(new MessageQuery("a", Party: Signatory.Client)));
        Assert.Equal([3L, 4L], await NumbersAsync(new MessageQuery("a", Party: Signatory.Service.Subsystem)));
        Assert.Equal([3L], await NumbersAsync(new MessageQuery("a", IsResponse: false, AtConsumer: false)));

        async Task<IEnumerable<long>> NumbersAsync(MessageQuery query) => (await find.RunAsync(query, CancellationToken.None)).Select(place => place.Number);
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_was_said_is_not_logged()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time);
        var message = _signatory.Request("a", Body);
        var shorter = message with { Attachments = [message.Attachments[0] with { Length = Body.Length + 1 }] };

        await Assert.ThrowsAsync<MessageLogException>(async () => await story.Node.Log.AppendAsync(shorter, CancellationToken.None));
        Assert.Empty(await story.Node.QueryAsync<long>("SELECT number FROM exchange_log_records"));
    }

    public void Dispose() => _signatory.Dispose();

    private static byte[] ReadEntry(byte[] container, string name)
    {
        using var opened = AsicContainer.Open(new MemoryStream(container));
        using var bytes = new MemoryStream();
        Assert.True(opened.CopyTo(name, bytes));
        return bytes.ToArray();
    }
}
