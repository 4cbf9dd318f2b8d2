using Cabildo.Portal.Licences;
using Microsoft.AspNetCore.Mvc;

namespace Cabildo.Portal.Pages.Documents;

/// <summary>The documents of the signed-in person.</summary>
internal sealed class IndexModel(DocumentsApi documents, ShownLicence shown) : LicencePage(documents, shown)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ?? Page();
}
