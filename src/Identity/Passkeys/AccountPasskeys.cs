using Cabildo.Identity.Accounts;
using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Cabildo.Identity.Passkeys;

/// <summary>The passkeys of the person who is signed in: list, add, remove.</summary>
internal sealed class AccountPasskeys(
    SignInManager<Account> signIn, UserManager<Account> users, IHttpContextAccessor http, CountryPack country)
{
    private const int Most = 20;

    public async Task<IList<UserPasskeyInfo>> ListAsync(Account account) => await users.GetPasskeysAsync(account);

    /// <summary>What <c>navigator.credentials.create()</c> takes, as JSON; its challenge is kept in a cookie for five minutes.</summary>
    public Task<string> OptionsAsync(Account account) => signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
    {
        Id = account.Id.ToString(),
        Name = country.Format(account.NationalId),
        DisplayName = $"{account.GivenNames} {account.FamilyNames}",
    });

    /// <returns>False where the credential is not one made for this account just now, or the account has twenty.</returns>
    public async Task<bool> AddAsync(Account account, string credential, string device)
    {
        var challenge = await http.HttpContext!.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (!challenge.Succeeded || credential.Length is 0 or > SignInWithPasskey.LargestCredential)
            return false;
        var result = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!result.Succeeded || result.UserEntity.Id != account.Id.ToString() || (await ListAsync(account)).Count >= Most)
            return false;
        result.Passkey.Name = device;
        return (await users.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded;
    }

    public Task RemoveAsync(Account account, byte[] credentialId) => users.RemovePasskeyAsync(account, credentialId);
}
