using Cabildo.Portal.Licences;
using Microsoft.AspNetCore.Mvc;

namespace Cabildo.Portal.Pages.Licence;

/// <summary>The licence as the document people know.</summary>
internal sealed class IndexModel(DocumentsApi documents, ShownLicence shown) : LicencePage(documents, shown)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ?? Page();
}
