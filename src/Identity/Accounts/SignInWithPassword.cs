using Cabildo.Identity.Data;
using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Accounts;

/// <summary>
/// Checks a national number and a password. An unknown number, a wrong password and a locked account look the same from
/// outside, in words and in work: one password is hashed whichever it is.
/// </summary>
internal sealed class SignInWithPassword(
    IDbContextFactory<IdentityDatabase> databases, IPasswordHasher<Account> hasher, NobodysPassword nobody,
    IOptions<IdentityProviderOptions> options, TimeProvider time)
{
    public const int LongestPassword = 256;

    /// <returns>The account, or null for every reason there may be.</returns>
    public async Task<Account?> RunAsync(NationalId id, string password, CancellationToken ct)
    {
        if (password.Length is 0 or > LongestPassword)
            return null;
        await using var database = await databases.CreateDbContextAsync(ct);
        var account = await database.Users.AsNoTracking()
            .SingleOrDefaultAsync(row => row.IdScheme == id.Scheme && row.IdValue == id.Value, ct);
        var mayTry = account?.PasswordHash is not null && await TakeATryAsync(database, account.Id, ct);
        var result = hasher.VerifyHashedPassword(account ?? nobody.Account, account?.PasswordHash ?? nobody.Hash, password);
        if (account is null || !mayTry || result == PasswordVerificationResult.Failed)
            return null;
        await ForgiveAsync(database, account, password, result, ct);
        return account;
    }

    // The try is counted before the password is looked at, in one statement: many guesses at the same moment get no more
    // tries than one after the other. The last try locks.
    private async Task<bool> TakeATryAsync(IdentityDatabase database, Guid id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? until = now + options.Value.LockOutFor;
        var last = options.Value.LockOutAfter - 1;
        var taken = await database.Users
            .Where(row => row.Id == id && (row.LockoutEnd == null || row.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount >= last ? until : null)
                    .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount >= last ? 0 : a.AccessFailedCount + 1),
                ct);
        return taken == 1;
    }

    private async Task ForgiveAsync(
        IdentityDatabase database, Account account, string password, PasswordVerificationResult result, CancellationToken ct)
    {
        var hash = result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(account, password) : account.PasswordHash;
        await database.Users.Where(row => row.Id == account.Id).ExecuteUpdateAsync(
            row => row
                .SetProperty(a => a.AccessFailedCount, 0)
                .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null)
                .SetProperty(a => a.PasswordHash, hash),
            ct);
    }
}
