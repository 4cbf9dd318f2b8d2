using Cabildo.Identity.Authorization;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Cabildo.Identity.Pages.Authorize;

/// <summary>The authorization endpoint (OIDC Core §3.1.2). It shows something only where an error may not be sent anywhere.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed partial class IndexModel(
    AuthorizationRequests requests, PendingRequests pending, Authorization.Authorize authorize, ILogger<IndexModel> log) : PageModel
{
    public Problem? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync([FromQuery] string? ticket, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(ticket))
            return AnswerAsync(pending.Begin(OAuthParameters.From(Request.Query)), ct);
        return pending.Find(ticket) is { } waiting
            ? AnswerAsync(waiting, ct)
            : Task.FromResult<IActionResult>(Show(new Problem("problem.stale")));
    }

    /// <summary>The same by POST (§3.1.2.1). It goes on by GET: a form of another site does not bring the session's cookie.</summary>
    public IActionResult OnPost()
    {
        if (!Request.HasFormContentType)
            return Show(new Problem("problem.request", "invalid_request", "Send the parameters as application/x-www-form-urlencoded."));
        var waiting = pending.Begin(OAuthParameters.From(Request.Form));
        var (_, error) = requests.Read(waiting.Parameters);
        return error is { RedirectUri: null }
            ? Show(new Problem("problem.request", error.Code, error.Description))
            : SeeOther(QueryHelpers.AddQueryString(Endpoints.Authorize, PendingRequests.Parameter, pending.Protect(waiting)));
    }

    private async Task<IActionResult> AnswerAsync(PendingRequest asked, CancellationToken ct)
    {
        var (request, error) = requests.Read(asked.Parameters);
        if (request is not null)
            return SeeOther(await authorize.RunAsync(request, asked, ct));
        LogRefused(error!.ClientId, error.Code, error.Description);
        return error.RedirectUri is null
            ? Show(new Problem("problem.request", error.Code, error.Description))
            : SeeOther(authorize.AddressOf(error));
    }

    private PageResult Show(Problem problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An authorization request of {Client} was refused: {Code}, {Description}")]
    private partial void LogRefused(string? client, string code, string description);
}
