using System.Globalization;
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

    /// <summary>Shows the page for the HTTP status in its address.</summary>
    public void OnGet() => Show();

    /// <summary>The same for a request that was a POST.</summary>
    public void OnPost() => Show();

    // The address alone is read: the body of the request may be what is wrong with it.
    private void Show()
    {
        var status = RefusedBody()?.StatusCode ?? int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
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

    // The server tells by an exception that a body is too large or broken; who was reading may have wrapped it.
    private BadHttpRequestException? RefusedBody()
    {
        for (var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error; error is not null; error = error.InnerException)
        {
            if (error is BadHttpRequestException refused)
                return refused;
        }

        return null;
    }
}
