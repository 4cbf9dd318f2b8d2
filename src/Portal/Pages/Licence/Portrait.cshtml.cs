using Cabildo.Portal.Licences;
using Microsoft.AspNetCore.Mvc;

namespace Cabildo.Portal.Pages.Licence;

/// <summary>The photograph, passed through; the browser of its owner may keep it a few minutes.</summary>
internal sealed class PortraitModel(DocumentsApi documents, ShownLicence shown) : LicencePage(documents, shown)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var answer = await Documents.PortraitAsync(await TokenAsync(), ct);
        if (answer.Value is not { } jpeg)
            return NotFound();
        Response.Headers.CacheControl = "private, max-age=300";
        // Another person may sign in on this browser: the cached photograph is of this session's cookie alone.
        Response.Headers.Vary = "Cookie";
        return File(jpeg, "image/jpeg");
    }
}
