using Cabildo.Identity.Authorization;
using Cabildo.Identity.EndSession;
using Cabildo.Identity.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cabildo.Identity.Pages.SignOut;

/// <summary>Asks before signing out, and says afterwards that it was done.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(LogoutRequests requests, PendingRequests pending, CurrentSession sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Ticket { get; set; }

    public bool IsSignedIn { get; private set; }

    /// <summary>The service that asked, where one did.</summary>
    public LogoutRequest? Asked { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Asked = await FindAsync(ct);
        IsSignedIn = await sessions.FindAsync() is not null;
        FormTargets.Allow(Response, Asked?.ReturnTo);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var asked = await FindAsync(ct);
        await sessions.EndAsync(ct);
        Response.Headers.Location = asked?.ReturnTo ?? Endpoints.SignOut;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<LogoutRequest?> FindAsync(CancellationToken ct) =>
        pending.Find(Ticket) is { } waiting ? (await requests.ReadAsync(waiting.Parameters, ct)).Request : null;
}
