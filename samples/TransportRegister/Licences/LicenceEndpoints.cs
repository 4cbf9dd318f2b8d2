using Cabildo.Platform.Refusals;
using Cabildo.RepublicaDelPlata.Registers;
using Cabildo.TransportRegister.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.TransportRegister.Licences;

/// <summary>The register's interface.</summary>
internal static class LicenceEndpoints
{
    private const int MostChanges = 1000;

    public static void MapLicences(this WebApplication app)
    {
        var licences = app.MapGroup("/licences").WithTags("licences");
        licences.MapGet("/{number}", GetAsync).WithName("getLicence").WithSummary("A licence by its holder's DNI.");
        licences.MapGet("/{number}/portrait", PortraitAsync).WithName("getPortrait").WithSummary("The photograph, JPEG, 240 × 300.");
        licences.MapGet("/{number}/portrait-small", SmallPortraitAsync).WithName("getSmallPortrait").WithSummary("The photograph for codes, grey WebP, at most 500 bytes.");
        licences.MapPut("/{number}/status", PutStatusAsync).WithName("changeStatus").WithSummary("Suspends, withholds or restores a licence; for the register's clerks.");
        app.MapGet("/changes", ChangesAsync).WithTags("changes").WithName("getChanges").WithSummary("What changed after a position of the feed.");
    }

    private static async Task<Results<Ok<Licence>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string number, RegisterContext register, HttpContext http, CancellationToken ct)
    {
        if (await register.Licences.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) is not { } row)
            return ChangeStatus.NoLicence.ToProblem();
        var tag = $"\"{row.Version}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(row.ToLicence());
    }

    private static Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> PortraitAsync(
        string number, RegisterContext register, Portraits portraits, CancellationToken ct) =>
        PortraitOfAsync(number, ".jpg", "image/jpeg", register, portraits, ct);

    private static Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> SmallPortraitAsync(
        string number, RegisterContext register, Portraits portraits, CancellationToken ct) =>
        PortraitOfAsync(number, ".webp", "image/webp", register, portraits, ct);

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> PortraitOfAsync(
        string number, string extension, string type, RegisterContext register, Portraits portraits, CancellationToken ct)
    {
        var portrait = await register.Licences.Where(row => row.Number == number).Select(row => row.Portrait).SingleOrDefaultAsync(ct);
        return portraits.Find(portrait, extension) is { } path
            ? TypedResults.PhysicalFile(path, type)
            : new Refusal("no-portrait", "The register holds no photograph under this number.", 404).ToProblem();
    }

    private static async Task<Results<Ok<Licence>, ProblemHttpResult>> PutStatusAsync(
        string number,
        StatusChange change,
        [FromHeader(Name = OperatorKey.Header)] string? key,
        OperatorKey operators,
        ChangeStatus changeStatus,
        CancellationToken ct)
    {
        if (!operators.Is(key))
            return new Refusal("operator-key-wrong", $"Send the register's operator key in the header {OperatorKey.Header}.", 403).ToProblem();
        var (licence, refusal) = await changeStatus.RunAsync(number, change, ct);
        return refusal is null ? TypedResults.Ok(licence) : refusal.ToProblem();
    }

    private static async Task<Ok<LicenceChanges>> ChangesAsync(RegisterContext register, CancellationToken ct, long after = 0, int limit = MostChanges)
    {
        var changes = await register.Changes
            .Where(change => change.Sequence > after)
            .OrderBy(change => change.Sequence)
            .Take(Math.Clamp(limit, 1, MostChanges))
            .Select(change => new LicenceChange(change.Sequence, change.Number, change.Status, change.ExpiryDate, change.At))
            .ToListAsync(ct);
        return TypedResults.Ok(new LicenceChanges(changes, changes.Count == 0 ? after : changes[^1].Sequence));
    }
}
