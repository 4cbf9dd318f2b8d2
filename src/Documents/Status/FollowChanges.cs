using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Data;
using Cabildo.Documents.Register;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Documents.Status;

/// <summary>Reads the register's changes from where it last stopped to their end, and moves the states of licences that have an entry.</summary>
internal sealed class FollowChanges(
    DocumentsContext database, StatusLedger ledger, EntryKeys keys, TransportRegister register, TimeProvider time)
{
    /// <summary>The feed's name in storage.</summary>
    public const string Feed = "driving-licences";

    private const int PageSize = 1000;

    /// <summary>True when the end was reached; false when the register did not answer or another replica was faster.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var feed = await FindFeedAsync(ct);
            var asked = time.GetUtcNow();
            var answer = await register.ReadChangesAsync(feed.Sequence, PageSize, ct);
            if (answer.IsRefused(out _, out var page)) return false;

            var ended = page.Changes.Count < PageSize || page.Next <= feed.Sequence;
            feed.Sequence = Math.Max(feed.Sequence, page.Next);
            // As of the question, not of the answer: what changes in between belongs to the next one.
            if (ended) feed.CaughtUpAt = asked;
            if (!await ledger.TryApplyAsync(feed, LastStates(page), ct)) return false;
            database.ChangeTracker.Clear();
            if (ended) return true;
        }
    }

    private Dictionary<string, TokenStatus> LastStates(RegisterChanges page)
    {
        var states = new Dictionary<string, TokenStatus>(StringComparer.Ordinal);
        foreach (var change in page.Changes.OrderBy(change => change.Sequence))
            states[keys.Of(change.Number)] = change.Status.ToTokenStatus();
        return states;
    }

    private async Task<ChangeFeedRow> FindFeedAsync(CancellationToken ct)
    {
        if (await database.ChangeFeeds.FirstOrDefaultAsync(row => row.Name == Feed, ct) is { } feed) return feed;
        var made = new ChangeFeedRow { Name = Feed };
        database.ChangeFeeds.Add(made);
        return made;
    }
}
