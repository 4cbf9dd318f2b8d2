using System.Security.Cryptography;
using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Status;

/// <summary>Gives each licence its entry in a status list, and moves its state.</summary>
internal sealed class StatusLedger(DocumentsContext database, IOptions<DocumentsOptions> options, TimeProvider time)
{
    private const int Attempts = 16;

    public Task<StatusEntryRow?> FindAsync(string key, CancellationToken ct) =>
        database.StatusEntries.FirstOrDefaultAsync(row => row.Key == key, ct);

    /// <summary>
    /// Opens a list before the last one is needed, so that verifiers find it in the trust list by the time a code refers to it.
    /// </summary>
    public async Task OpenListAheadAsync(CancellationToken ct)
    {
        var open = database.StatusLists.Where(row => row.Allocated < row.Size * 3 / 8);
        if (!await open.AnyAsync(ct)) await AddListAsync(open, ct);
    }

    /// <summary>Takes a random free entry of a list, unless the licence has one by now.</summary>
    public async Task AllocateAsync(string key, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var list = await OpenListAsync(ct);
            if (await TryTakeAsync(key, list, RandomNumberGenerator.GetInt32(list.Size), ct)) return;
            if (await database.StatusEntries.AnyAsync(row => row.Key == key, ct)) return;
        }

        throw new InvalidOperationException($"No free entry was found in {Attempts} attempts in a list that is at most half full.");
    }

    /// <summary>Sets the state that the register gave. False when somebody else moved the entry meanwhile: then read it and the register again.</summary>
    public async Task<bool> TryMoveAsync(StatusEntryRow entry, TokenStatus status, CancellationToken ct)
    {
        if (entry.Status == status) return true;
        Move(entry, status);
        var list = await database.StatusLists.FirstAsync(row => row.Number == entry.List, ct);
        list.Version++;
        return await TrySaveAsync(ct);
    }

    /// <summary>Sets the states of one page of changes and the place in the feed, together or not at all.</summary>
    public async Task<bool> TryApplyAsync(ChangeFeedRow feed, IReadOnlyDictionary<string, TokenStatus> states, CancellationToken ct)
    {
        var keys = states.Keys.ToList();
        var entries = await database.StatusEntries.Where(row => keys.Contains(row.Key)).ToListAsync(ct);
        var moved = entries.Where(entry => entry.Status != states[entry.Key]).ToList();
        foreach (var entry in moved) Move(entry, states[entry.Key]);
        var numbers = moved.Select(entry => entry.List).Distinct().ToList();
        foreach (var list in await database.StatusLists.Where(row => numbers.Contains(row.Number)).ToListAsync(ct)) list.Version++;
        feed.Version++;
        return await TrySaveAsync(ct);
    }

    private void Move(StatusEntryRow entry, TokenStatus status)
    {
        entry.Status = status;
        entry.UpdatedAt = time.GetUtcNow();
        entry.Version++;
    }

    private async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await database.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            database.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>A list that is less than half full: there a random probe soon finds a free entry.</summary>
    private async Task<StatusListRow> OpenListAsync(CancellationToken ct)
    {
        var open = database.StatusLists.AsNoTracking().Where(row => row.Allocated < row.Size / 2).OrderBy(row => row.Number);
        while (true)
        {
            if (await open.FirstOrDefaultAsync(ct) is { } list) return list;
            await AddListAsync(open, ct);
        }
    }

    // Two requests or replicas may find none open at once. The last number is read before that is asked again: a list that another adds
    // is then either seen, or has the number that is taken here, and the second finds the row there, which is no error.
    private async Task AddListAsync(IQueryable<StatusListRow> open, CancellationToken ct)
    {
        var number = (await database.StatusLists.MaxAsync(row => (int?)row.Number, ct) ?? 0) + 1;
        if (await open.AnyAsync(ct)) return;
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO documents_status_lists ("Number", "Size", "Allocated", "Version")
            VALUES ({number}, {options.Value.StatusListSize}, 0, 0) ON CONFLICT DO NOTHING
            """,
            ct);
    }

    /// <summary>False when the licence has an entry by now, or another licence has this one.</summary>
    private async Task<bool> TryTakeAsync(string key, StatusListRow list, int index, CancellationToken ct)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(ct);
        var taken = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO documents_status_entries ("Key", "List", "Index", "Status", "UpdatedAt", "Version")
            VALUES ({key}, {list.Number}, {index}, {(short)TokenStatus.Valid}, {time.GetUtcNow().UtcDateTime}, 0) ON CONFLICT DO NOTHING
            """,
            ct);
        if (taken is 0) return false;
        await database.StatusLists.Where(row => row.Number == list.Number)
            .ExecuteUpdateAsync(row => row.SetProperty(l => l.Allocated, l => l.Allocated + 1), ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
