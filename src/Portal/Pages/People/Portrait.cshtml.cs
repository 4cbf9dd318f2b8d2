using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Pages.People;

/// <summary>The drawn portrait of an offered person.</summary>
internal sealed class PortraitModel(IOptions<PortalOptions> options) : PageModel
{
    public IActionResult OnGet(int number)
    {
        var people = options.Value.People;
        if (number >= people.Count || people[number].Portrait is not { } path || !System.IO.File.Exists(path))
            return NotFound();
        Response.Headers.CacheControl = "public, max-age=3600";
        return PhysicalFile(Path.GetFullPath(path), "image/jpeg");
    }
}
