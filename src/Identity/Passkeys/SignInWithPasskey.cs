using Cabildo.Identity.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Cabildo.Identity.Passkeys;

/// <summary>
/// Signs a person in with a discoverable passkey. The lock of a password does not stop it: somebody else's guesses must not
/// shut a person out who holds their own device.
/// </summary>
internal sealed class SignInWithPasskey(SignInManager<Account> signIn, UserManager<Account> users, IHttpContextAccessor http)
{
    public const int LargestCredential = 16 * 1024;

    /// <summary>What <c>navigator.credentials.get()</c> takes, as JSON; its challenge is kept in a cookie for five minutes.</summary>
    public Task<string> OptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <returns>The account and the passkey, or null where the credential proves nothing.</returns>
    public async Task<(Account Account, UserPasskeyInfo Passkey)?> RunAsync(string credential)
    {
        var challenge = await http.HttpContext!.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (!challenge.Succeeded || credential.Length is 0 or > LargestCredential)
            return null;
        var result = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!result.Succeeded)
            return null;
        // The new signature counter: a copy of the device would show in it (WebAuthn §7.2, step 22).
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return (result.User, result.Passkey);
    }
}
