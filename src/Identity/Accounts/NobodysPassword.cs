using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Accounts;

/// <summary>What a password is compared with where there is no account, so that the answer takes as long.</summary>
internal sealed class NobodysPassword
{
    public NobodysPassword(IOptions<PasswordHasherOptions> cost) =>
        Hash = new PasswordHasher<Account>(cost).HashPassword(Account, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    public Account Account { get; } = new() { IdScheme = "", IdValue = "", FamilyNames = "", GivenNames = "" };

    public string Hash { get; }
}
