using Cabildo.Identity.Accounts;
using Cabildo.Identity.Passkeys;
using Cabildo.Identity.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Pages.OwnAccount;

/// <summary>The person's own page: who they are signed in as, and the passkeys they can sign in with.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(CurrentSession sessions, UserManager<Account> users, AccountPasskeys passkeys) : PageModel
{
    private const int LongestCredentialId = 1400;

    public Account Person { get; private set; } = null!;

    public IList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindPersonAsync() is not { } person)
            return Redirect(Endpoints.SignIn);
        Person = person;
        Passkeys = await passkeys.ListAsync(person);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? passkey)
    {
        if (await FindPersonAsync() is not { } person)
            return Redirect(Endpoints.SignIn);
        if (CredentialId(passkey) is not { } id || await users.GetPasskeyAsync(person, id) is null)
            return NotFound();
        await passkeys.RemoveAsync(person, id);
        Response.Headers.Location = Endpoints.Account;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    public static string IdOf(UserPasskeyInfo passkey) => Base64UrlEncoder.Encode(passkey.CredentialId);

    private async Task<Account?> FindPersonAsync() =>
        await sessions.FindAsync() is { } session ? await users.FindByIdAsync(session.AccountId.ToString()) : null;

    private static byte[]? CredentialId(string? text)
    {
        if (text is not { Length: > 0 and <= LongestCredentialId })
            return null;
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
