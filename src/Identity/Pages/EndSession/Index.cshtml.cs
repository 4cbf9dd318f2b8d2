using Cabildo.Identity.Authorization;
using Cabildo.Identity.EndSession;
using Cabildo.Identity.Sessions;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Cabildo.Identity.Pages.EndSession;

/// <summary>The end-session endpoint (OIDC RP-Initiated Logout §2): signs out at once where the hint proves who is meant, asks otherwise.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(LogoutRequests requests, PendingRequests pending, CurrentSession sessions) : PageModel
{
    public Problem? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync([FromQuery] string? ticket, CancellationToken ct) =>
        AnswerAsync(pending.Find(ticket) ?? pending.Begin(OAuthParameters.From(Request.Query)), ct);

    /// <summary>The same by POST. It goes on by GET: a form of another site does not bring the session's cookie.</summary>
    public IActionResult OnPost() => Request.HasFormContentType
        ? SeeOther(WithTicket(Endpoints.EndSession, pending.Begin(OAuthParameters.From(Request.Form))))
        : Show("Send the parameters as application/x-www-form-urlencoded.");

    private async Task<IActionResult> AnswerAsync(PendingRequest asked, CancellationToken ct)
    {
        var (request, problem) = await requests.ReadAsync(asked.Parameters, ct);
        if (request is null)
            return Show(problem!);
        var session = await sessions.FindAsync();
        if (!request.NeedsNoQuestion(session) && session is not null)
            return SeeOther(WithTicket(Endpoints.SignOut, asked));
        await sessions.EndAsync(ct);
        return SeeOther(request.ReturnTo ?? Endpoints.SignOut);
    }

    private string WithTicket(string page, PendingRequest asked) =>
        QueryHelpers.AddQueryString(page, PendingRequests.Parameter, pending.Protect(asked));

    private PageResult Show(string detail)
    {
        Problem = new Problem("problem.logout", "invalid_request", detail);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
