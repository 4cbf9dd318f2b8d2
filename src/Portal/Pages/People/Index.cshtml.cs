using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Pages.People;

/// <summary>The people of a demonstration; there is no such page where the settings offer nobody.</summary>
internal sealed class IndexModel(IOptions<PortalOptions> options, CountryPack country) : PageModel
{
    public IReadOnlyList<OfferedPerson> People => options.Value.People;

    /// <summary>The person's number in the groups that people read.</summary>
    public string Number(OfferedPerson person) => country.TryReadId(person.Id, out var id) ? country.Format(id) : person.Id;

    public IActionResult OnGet() => People.Count == 0 ? NotFound() : Page();
}
