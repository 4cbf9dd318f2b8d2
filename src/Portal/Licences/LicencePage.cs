using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cabildo.Portal.Licences;

/// <summary>A page of the signed-in person's licence: it asks with that person's token, and nobody keeps a copy of it.</summary>
[Authorize]
internal abstract class LicencePage(DocumentsApi documents, ShownLicence shown) : PageModel
{
    public ShownLicence Shown => shown;

    /// <summary>The licence; null where <see cref="Problem"/> says why.</summary>
    public Licence? Licence { get; private set; }

    /// <summary>The code of what stands in the way.</summary>
    public string? Problem { get; protected set; }

    protected DocumentsApi Documents => documents;

    protected async Task<string> TokenAsync() => await HttpContext.GetTokenAsync("access_token") ?? "";

    /// <summary>Reads the licence; null, or the way back to signing in where the token no longer serves.</summary>
    protected async Task<IActionResult?> ReadAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        var answer = await Documents.LicenceAsync(await TokenAsync(), ct);
        if (answer.Problem == "signed-out")
            return Challenge();
        (Licence, Problem) = (answer.Value, answer.Problem);
        Response.StatusCode = StatusOf(Problem);
        return null;
    }

    protected static int StatusOf(string? problem) => problem switch
    {
        "register-unavailable" or "documents-unavailable" => StatusCodes.Status503ServiceUnavailable,
        "licence-withheld" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status200OK,
    };
}
