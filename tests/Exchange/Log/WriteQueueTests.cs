using System.Diagnostics;
using Cabildo.Exchange.Log.Storage;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>The one thread that writes sleeps while it may, and is woken when it must be.</summary>
public sealed class WriteQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_that_can_wait_is_written_with_the_next_that_cannot()
    {
        var queue = new WriteQueue(10);
        await queue.AddAsync(Request(), Ct);
        await queue.AddAsync(Answer(), Ct);

        Assert.True(queue.AwaitWork());

        Assert.Equal([true, false], Take(queue).Select(entry => entry.CanWait));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_thread_that_sleeps_is_woken_by_either(bool canWait)
    {
        var queue = new WriteQueue(10);
        var woken = Task.Run(queue.AwaitWork, Ct);
        // Long enough to be fast asleep.
        await Task.Delay(200, Ct);
        Assert.False(woken.IsCompleted);

        await queue.AddAsync(canWait ? Request() : Answer(), Ct);

        Assert.True(await woken.WaitAsync(Patience, Ct));
        Assert.Single(Take(queue));
    }

    [Fact]
    public async Task An_entry_that_can_wait_waits_for_milliseconds_only()
    {
        var queue = new WriteQueue(10);
        var clock = Stopwatch.StartNew();
        await queue.AddAsync(Request(), Ct);

        Assert.True(await Task.Run(queue.AwaitWork, Ct).WaitAsync(Patience, Ct));

        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(4), $"It did not wait for company: {clock.Elapsed}.");
        Assert.Single(Take(queue));
    }

    // A wake-up that gets lost would leave somebody waiting for ever.
    [Theory, InlineData(1), InlineData(8)]
    public async Task Nothing_is_left_lying_however_many_come_at_once(int callers)
    {
        const int Each = 3_000;
        var queue = new WriteQueue(64);
        var writer = Task.Run(
            () =>
            {
                var taken = 0;
                while (queue.AwaitWork())
                {
                    while (queue.TryTake(out var entry))
                    {
                        taken++;
                        entry.Complete();
                    }
                }

                return taken;
            },
            Ct);

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    // Whoever adds one that can wait goes on to one that cannot, as an exchange does; some stop at the first.
                    var (request, answer) = (Request(), Answer());
                    await queue.AddAsync(request, Ct);
                    if (i % 100 != caller)
                    {
                        await queue.AddAsync(answer, Ct);
                        await answer.Written;
                    }

                    await request.Written;
                }
            },
            Ct))).WaitAsync(TimeSpan.FromMinutes(2), Ct);
        queue.End();

        Assert.Equal(callers * (2 * Each - Each / 100), await writer.WaitAsync(Patience, Ct));
    }

    [Fact]
    public async Task What_waits_at_the_end_is_still_taken_out_and_nothing_more_put_in()
    {
        var queue = new WriteQueue(10);
        await queue.AddAsync(Request(), Ct);
        queue.End();

        Assert.True(queue.AwaitWork());
        Assert.Single(Take(queue));
        Assert.False(queue.AwaitWork());
        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(async () => await queue.AddAsync(Answer(), Ct));
    }

    [Fact]
    public async Task The_end_wakes_a_thread_that_sleeps_or_pauses()
    {
        var (one, another) = (new WriteQueue(10), new WriteQueue(10));
        var sleeps = Task.Run(one.AwaitWork, Ct);
        var pauses = Task.Run(() => another.Pause(TimeSpan.FromMinutes(5)), Ct);
        await Task.Delay(100, Ct);

        one.End();
        another.End();

        Assert.False(await sleeps.WaitAsync(Patience, Ct));
        Assert.True(await pauses.WaitAsync(Patience, Ct));
    }

    private static WriteEntry Request() => new() { CanWait = true };

    private static WriteEntry Answer() => new();

    private static List<WriteEntry> Take(WriteQueue queue)
    {
        var taken = new List<WriteEntry>();
        while (queue.TryTake(out var entry))
            taken.Add(entry);
        return taken;
    }
}
