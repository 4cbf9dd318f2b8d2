using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Data;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Status;

/// <summary>
/// The signed status lists, kept in memory: serving one asks neither the database nor a key. A list is signed anew when an entry
/// moved, and else once in its time to live. It bears the time at which the register's changes had last been read to their end,
/// so while the register is unreachable it visibly ages instead of seeming fresh.
/// </summary>
internal sealed class StatusPublication(
    IDbContextFactory<DocumentsContext> databases, IssuerKeys keys, IOptions<DocumentsOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<int, PublishedList> _published = new();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly DocumentsOptions _options = options.Value;

    /// <summary>Where a list is published.</summary>
    public static string UriOf(DocumentsOptions options, int list) => string.Create(CultureInfo.InvariantCulture, $"{options.Issuer}/status/{list}");

    /// <summary>The list as last signed; null when there is none.</summary>
    public async Task<PublishedList?> GetAsync(int list, CancellationToken ct)
    {
        if (_published.TryGetValue(list, out var published)) return published;
        await RefreshAsync(ct);
        return _published.GetValueOrDefault(list);
    }

    public async Task<bool> ExistsAsync(int list, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.StatusLists.AnyAsync(row => row.Number == list, ct);
    }

    /// <summary>Signs anew the lists that changed or whose time has come.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var database = await databases.CreateDbContextAsync(ct);
            if (await CaughtUpAtAsync(database, ct) is not { } asOf) return;
            foreach (var list in await database.StatusLists.AsNoTracking().OrderBy(row => row.Number).ToListAsync(ct))
                if (IsOutOfDate(list, asOf)) _published[list.Number] = await SignAsync(database, list, asOf, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool IsOutOfDate(StatusListRow list, DateTimeOffset asOf) =>
        !_published.TryGetValue(list.Number, out var current)
        || current.Version != list.Version
        || asOf - current.Jwt.IssuedAt >= _options.StatusListTtl;

    private async Task<PublishedList> SignAsync(DocumentsContext database, StatusListRow row, DateTimeOffset asOf, CancellationToken ct)
    {
        var list = new StatusList(bits: 2, row.Size);
        var entries = database.StatusEntries.Where(entry => entry.List == row.Number && entry.Status != TokenStatus.Valid)
            .Select(entry => new { entry.Index, entry.Status });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct)) list[entry.Index] = (byte)entry.Status;

        var token = new StatusListToken(UriOf(_options, row.Number), asOf, asOf + _options.StatusListLifetime, _options.StatusListTtl, list);
        return new PublishedList(
            row.Version,
            new SignedDocument(Encoding.ASCII.GetBytes(token.ToJwt(keys.Signer)), StatusListToken.JwtMediaType, asOf, _options.StatusListTtl),
            new SignedDocument(token.ToCwt(keys.Signer), StatusListToken.CwtMediaType, asOf, _options.StatusListTtl));
    }

    private async Task<DateTimeOffset?> CaughtUpAtAsync(DocumentsContext database, CancellationToken ct)
    {
        var feed = await database.ChangeFeeds.AsNoTracking().FirstOrDefaultAsync(row => row.Name == FollowChanges.Feed, ct);
        // A clock that was set back must not publish a list from the future.
        return feed?.CaughtUpAt is { } at ? Earlier(at, time.GetUtcNow()) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>A list signed in both forms.</summary>
/// <param name="Version">The state of the entries that it shows.</param>
/// <param name="Jwt">As a JWT.</param>
/// <param name="Cwt">As a CWT.</param>
internal sealed record PublishedList(int Version, SignedDocument Jwt, SignedDocument Cwt);
