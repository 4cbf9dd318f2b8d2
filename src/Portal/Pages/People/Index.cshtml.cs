using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Pages.People;

/// <summary>The people of a demonstration; there is no such page where the settings offer nobody.</summary>
internal sealed class IndexModel(IOptions<PortalOptions> options) : PageModel
{
    public IReadOnlyList<OfferedPerson> People => options.Value.People;

    public IActionResult OnGet() => People.Count == 0 ? NotFound() : Page();
}
