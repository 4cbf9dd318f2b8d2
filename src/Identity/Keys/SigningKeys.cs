using System.Security.Cryptography;
using Cabildo.Identity.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Keys;

/// <summary>
/// The signing keys: one signs, its successor is already published, and its predecessor stays published while tokens of it
/// may live. Rotation needs no restart and no operator; replicas agree by the rows.
/// </summary>
internal sealed class SigningKeys(
    IDbContextFactory<IdentityDatabase> databases, IDataProtectionProvider protection,
    IOptions<IdentityProviderOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Reread = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PublishedAfterwards = TimeSpan.FromDays(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Cabildo.Identity.SigningKeys");
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<int, SigningKey> _opened = [];
    private Ring? _ring;

    /// <summary>The key that signs now.</summary>
    public async ValueTask<SigningKey> CurrentAsync(CancellationToken ct)
    {
        var keys = (await RingAsync(ct)).Keys;
        var now = time.GetUtcNow();
        // The first key of all may have been made by a replica whose clock is a little ahead of ours.
        return keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0];
    }

    /// <summary>The keys of the JWK Set: current, next, and previous while its tokens may live.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken ct) => (await RingAsync(ct)).Keys;

    public void Dispose() => _one.Dispose();

    private async ValueTask<Ring> RingAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_ring is { } ring && now < ring.RereadAt)
            return ring;
        await _one.WaitAsync(ct);
        try
        {
            return _ring is { } fresh && now < fresh.RereadAt ? fresh : _ring = await ReadAsync(now, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Ring> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        while (true)
        {
            // Before the rows: a key that another replica adds meanwhile is then either among them, or has the number that is taken next.
            var last = await database.SigningKeys.MaxAsync(row => (int?)row.Sequence, ct) ?? 0;
            var rows = await RowsAsync(database, now, ct);
            if (rows.Count > 0 && rows[^1].SignsFrom > now)
                return new Ring([.. rows.Select(Open)], now + Reread);
            await AddSuccessorAsync(database, rows.Count == 0 ? last : rows[^1].Sequence, rows.Count == 0 ? now : rows[^1].SignsUntil, ct);
        }
    }

    private static Task<List<StoredSigningKey>> RowsAsync(IdentityDatabase database, DateTimeOffset now, CancellationToken ct) =>
        database.SigningKeys.AsNoTracking()
            .Where(row => row.SignsUntil > now - PublishedAfterwards)
            .OrderBy(row => row.Sequence)
            .ToListAsync(ct);

    // ON CONFLICT: another replica was quicker, and its key is the one that counts.
    private async Task AddSuccessorAsync(IdentityDatabase database, int last, DateTimeOffset signsFrom, CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (sequence, from) = (last + 1, signsFrom.UtcDateTime);
        var until = from + options.Value.SigningKeyLifetime;
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12));
        var stored = _protector.Protect(key.ExportPkcs8PrivateKey());
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO identity_signing_keys ("Sequence", "KeyId", "ProtectedKey", "SignsFrom", "SignsUntil")
             VALUES ({sequence}, {id}, {stored}, {from}, {until}) ON CONFLICT DO NOTHING
             """,
            ct);
    }

    private SigningKey Open(StoredSigningKey row)
    {
        if (_opened.TryGetValue(row.Sequence, out var opened))
            return opened;
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_protector.Unprotect(row.ProtectedKey), out _);
        return _opened[row.Sequence] = new SigningKey(row.Sequence, row.KeyId, key, row.SignsFrom, row.SignsUntil);
    }

    private sealed record Ring(IReadOnlyList<SigningKey> Keys, DateTimeOffset RereadAt);
}
