using Cabildo.Portal.Licences;
using Microsoft.AspNetCore.Mvc;

namespace Cabildo.Portal.Pages.Licence;

/// <summary>A fresh code, alone on the screen.</summary>
internal sealed class QrModel(DocumentsApi documents, ShownLicence shown) : LicencePage(documents, shown)
{
    public LicenceCode? Code { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is { } signIn)
            return signIn;
        if (Licence is null)
            return Page();
        var answer = await Documents.CodeAsync(await TokenAsync(), ct);
        if (answer.Problem == "signed-out")
            return Challenge();
        (Code, Problem) = (answer.Value, answer.Problem);
        Response.StatusCode = StatusOf(Problem);
        return Page();
    }
}
