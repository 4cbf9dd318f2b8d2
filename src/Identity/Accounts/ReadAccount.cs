using Cabildo.Identity.Data;
using Cabildo.Platform.Country;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Identity.Accounts;

/// <summary>Finds an account to read from.</summary>
internal sealed class ReadAccount(IDbContextFactory<IdentityDatabase> databases)
{
    public Task<Account?> RunAsync(Guid id, CancellationToken ct) => FindAsync(rows => rows.Where(account => account.Id == id), ct);

    public Task<Account?> RunAsync(NationalId id, CancellationToken ct) =>
        FindAsync(rows => rows.Where(account => account.IdScheme == id.Scheme && account.IdValue == id.Value), ct);

    private async Task<Account?> FindAsync(Func<IQueryable<Account>, IQueryable<Account>> one, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await one(database.Users.AsNoTracking()).SingleOrDefaultAsync(ct);
    }
}
