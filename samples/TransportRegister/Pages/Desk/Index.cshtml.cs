using Cabildo.RepublicaDelPlata.Registers;
using Cabildo.TransportRegister.Data;
using Cabildo.TransportRegister.Licences;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Cabildo.TransportRegister.Pages.Desk;

/// <summary>The desk of the register's clerks: find a licence, change its status.</summary>
internal sealed class IndexModel(RegisterContext register, ChangeStatus changeStatus, OperatorKey operators, IStringLocalizer texts) : PageModel
{
    /// <summary>The number that was asked for.</summary>
    public string? Number { get; private set; }

    /// <summary>The licence found.</summary>
    public Licence? Licence { get; private set; }

    /// <summary>The status that was chosen and not kept.</summary>
    public string? Status { get; private set; }

    /// <summary>The reason that was written and not kept.</summary>
    public string? Reason { get; private set; }

    /// <summary>What went wrong, as a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a change was just kept.</summary>
    public bool Saved { get; private set; }

    /// <summary>Finds a licence.</summary>
    public async Task OnGetAsync(string? number, bool saved, CancellationToken ct)
    {
        Saved = saved;
        await FindAsync(number, ct);
    }

    /// <summary>Changes its status.</summary>
    public async Task<IActionResult> OnPostAsync(string? number, string? status, string? reason, string? key, CancellationToken ct)
    {
        (Status, Reason) = (status, reason);
        await FindAsync(number, ct);
        if (Licence is null)
            return Page();
        if (!operators.Is(key))
            return Refused("operator-key-wrong");
        var (_, refusal) = await changeStatus.RunAsync(Licence.Number, new StatusChange(status ?? "", reason), ct);
        return refusal is null ? RedirectToPage(new { number = Licence.Number, saved = true }) : Refused(refusal.Code);
    }

    private async Task FindAsync(string? number, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(number))
            return;
        Number = number;
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        var row = await register.Licences.AsNoTracking().SingleOrDefaultAsync(one => one.Number == digits, ct);
        Licence = row?.ToLicence();
        if (row is null)
            Problem = texts["desk.problems.no-licence"];
    }

    private PageResult Refused(string code)
    {
        Problem = texts["desk.problems." + code];
        Response.StatusCode = code == "operator-key-wrong" ? 403 : 400;
        return Page();
    }
}
