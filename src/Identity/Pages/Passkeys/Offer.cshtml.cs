using Cabildo.Identity.Accounts;
using Cabildo.Identity.Passkeys;
using Cabildo.Identity.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Cabildo.Identity.Pages.Passkeys;

/// <summary>Offers to use this device the next time, once after a sign-in with password and whenever the person asks for it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OfferModel(
    Destinations destinations, CurrentSession sessions, UserManager<Account> users, AccountPasskeys passkeys, TimeProvider time) : PageModel
{
    /// <summary>Set where the person said "not now" in this browser.</summary>
    public const string DeclinedCookie = "cabildo-identity-passkey-later";

    // A session left open must not be enough to let a stranger's device in.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromDays(30);

    [BindProperty(SupportsGet = true)]
    public string? Ticket { get; set; }

    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    /// <summary>What the new passkey answered, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    public bool Failed { get; private set; }

    public Destination? Destination { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var (_, elsewhere) = await FindPersonAsync();
        return elsewhere ?? Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var (person, _) = await FindPersonAsync();
        return person is null
            ? StatusCode(StatusCodes.Status403Forbidden)
            : Content(await passkeys.OptionsAsync(person), "application/json");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (person, elsewhere) = await FindPersonAsync();
        if (elsewhere is not null)
            return elsewhere;
        if (await passkeys.AddAsync(person!, Credential ?? "", DeviceName.Of(Request.Headers.UserAgent)))
            return SeeOther(Destination!.Address);
        Failed = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public async Task<IActionResult> OnPostLaterAsync()
    {
        var (_, elsewhere) = await FindPersonAsync();
        if (elsewhere is not null)
            return elsewhere;
        Response.Cookies.Append(DeclinedCookie, "1", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            MaxAge = AskAgainAfter,
        });
        return SeeOther(Destination!.Address);
    }

    private async Task<(Account? Person, IActionResult? Elsewhere)> FindPersonAsync()
    {
        Destination = destinations.Find(Ticket, Return);
        if (Destination is null)
            return (null, SeeOther(Endpoints.Account));
        FormTargets.Allow(Response, Destination.Service?.RedirectUri);
        var session = await sessions.FindAsync();
        if (session is null || time.GetUtcNow() - session.AuthenticatedAt > Fresh)
            return (null, SeeOther(QueryHelpers.AddQueryString(Endpoints.SignIn, "return", Destination.By(Endpoints.PasskeyOffer))));
        return (await users.FindByIdAsync(session.AccountId.ToString()), null);
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
