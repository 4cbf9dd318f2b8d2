using System.Security.Cryptography;
using System.Text;
using Cabildo.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Identity.Clients;

/// <summary>The client assertions that were used and could still be replayed (RFC 7523 §3, item 7).</summary>
internal sealed class UsedAssertions(IDbContextFactory<IdentityDatabase> databases)
{
    /// <returns>False where this assertion was used before, on whichever replica.</returns>
    public async Task<bool> AddAsync(string client, string jti, DateTimeOffset expires, CancellationToken ct)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{jti}"));
        await using var database = await databases.CreateDbContextAsync(ct);
        var added = await database.Database.ExecuteSqlAsync(
            $"""INSERT INTO identity_used_assertions ("Id", "ExpiresAt") VALUES ({id}, {expires.UtcDateTime}) ON CONFLICT DO NOTHING""", ct);
        return added == 1;
    }
}

/// <summary>One used assertion: a digest of the client and its <c>jti</c>, kept until the assertion expires.</summary>
internal sealed class UsedAssertion
{
    public required byte[] Id { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
