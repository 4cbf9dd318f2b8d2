using Cabildo.Identity.Data;
using Cabildo.Platform.Country;
using Cabildo.Platform.Refusals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Accounts;

/// <summary>Opens the account of a person whose identity the caller has established: the demonstration now, proofing later.</summary>
public sealed class RegisterAccount
{
    private const int LongestName = 200;
    private readonly IDbContextFactory<IdentityDatabase> _databases;
    private readonly IPasswordHasher<Account> _hasher;
    private readonly IOptions<IdentityProviderOptions> _options;
    private readonly TimeProvider _time;

    internal RegisterAccount(
        IDbContextFactory<IdentityDatabase> databases, IPasswordHasher<Account> hasher, IOptions<IdentityProviderOptions> options, TimeProvider time) =>
        (_databases, _hasher, _options, _time) = (databases, hasher, options, time);

    /// <summary>Opens the account.</summary>
    /// <returns>
    /// The account, or a refusal: <c>account-exists</c> (409), <c>name-missing</c>, <c>password-too-short</c>,
    /// <c>password-too-long</c>, <c>password-guessable</c> (400).
    /// </returns>
    public async Task<AccountRegistration> RunAsync(NewAccount person, CancellationToken ct)
    {
        if (ProblemOf(person) is { } refusal)
            return AccountRegistration.Refused(refusal);
        await using var database = await _databases.CreateDbContextAsync(ct);
        if (await IsTakenAsync(database, person.Id, ct))
            return AccountRegistration.Refused(Taken);
        var account = Open(person);
        database.Users.Add(account);
        try
        {
            await database.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Two registrations of one person at the same moment: the unique index let one of them in.
            await using var afterwards = await _databases.CreateDbContextAsync(ct);
            if (await IsTakenAsync(afterwards, person.Id, ct))
                return AccountRegistration.Refused(Taken);
            throw;
        }

        return AccountRegistration.Opened(account.Id);
    }

    private static Refusal Taken { get; } =
        new("account-exists", "There is already an account with this number: sign in, or recover the access to it.", 409);

    private Account Open(NewAccount person)
    {
        var now = _time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            IdScheme = person.Id.Scheme,
            IdValue = person.Id.Value,
            UserName = person.Id.ToString(),
            NormalizedUserName = person.Id.ToString().ToUpperInvariant(),
            GivenNames = person.GivenNames.Trim(),
            FamilyNames = person.FamilyNames.Trim(),
            CreatedAt = now,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString(),
        };
        account.PasswordHash = _hasher.HashPassword(account, person.Password);
        return account;
    }

    // NIST SP 800-63B §5.1.1.2: length and no words of the person's own; no rules of composition.
    private Refusal? ProblemOf(NewAccount person)
    {
        if (new[] { person.GivenNames, person.FamilyNames }.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
            return new Refusal("name-missing", $"Given names and family names are needed, of at most {LongestName} characters each.");
        if (person.Password.Length < _options.Value.PasswordLength)
            return new Refusal("password-too-short", $"Choose a password of at least {_options.Value.PasswordLength} characters; a sentence is easy to remember.");
        if (person.Password.Length > SignInWithPassword.LongestPassword)
            return new Refusal("password-too-long", $"Choose a password of at most {SignInWithPassword.LongestPassword} characters.");
        return IsGuessable(person)
            ? new Refusal("password-guessable", "Choose a password without your number or your names, and not one character repeated.")
            : null;
    }

    private static bool IsGuessable(NewAccount person) =>
        person.Password.Distinct().Count() < 4
        || person.GivenNames.Split(' ').Concat(person.FamilyNames.Split(' ')).Append(person.Id.Value)
            .Any(word => word.Length >= 4 && person.Password.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static Task<bool> IsTakenAsync(IdentityDatabase database, NationalId id, CancellationToken ct) =>
        database.Users.AnyAsync(row => row.IdScheme == id.Scheme && row.IdValue == id.Value, ct);
}
