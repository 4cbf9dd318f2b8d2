using Cabildo.Identity.Accounts;
using Cabildo.Identity.Passkeys;
using Cabildo.Identity.Sessions;
using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cabildo.Identity.Pages.SignIn;

/// <summary>National number and password, or a passkey.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(Destinations destinations, CurrentSession session, SignInRate rate) : PageModel
{
    /// <summary>The number, as typed or hinted.</summary>
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the passkey answered, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>Filled in by the script where this browser can make passkeys.</summary>
    [BindProperty]
    public string? CanUsePasskeys { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Ticket { get; set; }

    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    public Destination? Destination { get; private set; }

    /// <summary>The heading of the page: the service the person signs in for, where there is one.</summary>
    public string? ServiceName => Destination?.Service?.Client.NameInRequestLanguage;

    public IActionResult OnGet([FromServices] CountryPack country)
    {
        if (!FindDestination())
            return Stale();
        if (Destination!.Service?.LoginHint is { } hinted)
            Number = country.Format(hinted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromServices] SignInWithPassword signIn, [FromServices] CountryPack country, [FromServices] UserManager<Account> users, CancellationToken ct)
    {
        if (!FindDestination())
            return Stale();
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), "signIn.password.missing");
        if (!country.TryReadId(Number, out var id))
            ModelState.AddModelError(nameof(Number), "signIn.number.unreadable");
        if (!ModelState.IsValid)
            return Refused(StatusCodes.Status400BadRequest);
        if (!rate.TryTake(HttpContext.Connection.RemoteIpAddress))
            return Refused(StatusCodes.Status429TooManyRequests, nameof(Number), "signIn.tooMany");
        if (await signIn.RunAsync(id, Password!, ct) is not { } account)
            return Refused(StatusCodes.Status400BadRequest, nameof(Number), "signIn.refused");

        await session.BeginAsync(account, AuthenticationMethods.Password);
        var offer = CanUsePasskeys == "yes"
            && !Request.Cookies.ContainsKey(Passkeys.OfferModel.DeclinedCookie)
            && (await users.GetPasskeysAsync(account)).Count == 0;
        return SeeOther(offer ? Destination!.By(Endpoints.PasskeyOffer) : Destination!.Address);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync([FromServices] SignInWithPasskey passkeys) =>
        rate.TryTake(HttpContext.Connection.RemoteIpAddress)
            ? Content(await passkeys.OptionsAsync(), "application/json")
            : StatusCode(StatusCodes.Status429TooManyRequests);

    public async Task<IActionResult> OnPostPasskeyAsync([FromServices] SignInWithPasskey passkeys)
    {
        if (!FindDestination())
            return Stale();
        if (!rate.TryTake(HttpContext.Connection.RemoteIpAddress))
            return Refused(StatusCodes.Status429TooManyRequests, nameof(Number), "signIn.tooMany");
        if (await passkeys.RunAsync(Credential ?? "") is not { } proof)
            return Refused(StatusCodes.Status400BadRequest, nameof(Number), "signIn.passkey.refused");
        await session.BeginAsync(proof.Account, AuthenticationMethods.OfPasskey(proof.Passkey));
        return SeeOther(Destination!.Address);
    }

    private bool FindDestination()
    {
        Destination = destinations.Find(Ticket, Return);
        FormTargets.Allow(Response, Destination?.Service?.RedirectUri);
        return Destination is not null;
    }

    private PageResult Stale()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult Refused(int status, string? field = null, string? text = null)
    {
        if (field is not null)
            ModelState.AddModelError(field, text!);
        if (status == StatusCodes.Status429TooManyRequests)
            Response.Headers.RetryAfter = "60";
        Response.StatusCode = status;
        return Page();
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
