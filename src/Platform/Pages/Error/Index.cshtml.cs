using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cabildo.Platform.Pages.Error;

/// <summary>What went wrong with a page, in words: what happened, what was kept, what to do.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : PageModel
{
    /// <summary>The prefix of this error's texts.</summary>
    public string Key { get; private set; } = "error.failed";

    /// <summary>Shows the page for an HTTP status.</summary>
    public void OnGet(int status) => Show(status);

    /// <summary>The same for a request that was a POST.</summary>
    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        // The server tells by an exception that what was sent is too large, or broken.
        if (HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException refused)
            status = refused.StatusCode;
        Key = status switch
        {
            404 => "error.notFound",
            401 or 403 => "error.forbidden",
            413 => "error.tooLarge",
            429 => "error.tooMany",
            >= 400 and < 500 => "error.badRequest",
            _ => "error.failed",
        };
        Response.StatusCode = status is >= 400 and < 600 ? status : 500;
    }
}
