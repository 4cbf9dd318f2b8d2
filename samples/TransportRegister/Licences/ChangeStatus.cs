using Cabildo.Platform.Refusals;
using Cabildo.TransportRegister.Data;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.TransportRegister.Licences;

/// <summary>A clerk suspends, withholds or restores a licence; the change goes to the feed in the same transaction.</summary>
internal sealed class ChangeStatus(RegisterContext register, TimeProvider time)
{
    public static readonly IReadOnlyList<string> Statuses = ["valid", "suspended", "withheld"];

    public async Task<(Licence? Licence, Refusal? Refusal)> RunAsync(string number, StatusChange asked, CancellationToken ct)
    {
        if (!Statuses.Contains(asked.Status, StringComparer.Ordinal))
            return (null, new Refusal("unknown-status", $"The status must be one of {string.Join(", ", Statuses)}."));
        if (asked.Status != "valid" && string.IsNullOrWhiteSpace(asked.Reason))
            return (null, new Refusal("reason-missing", "Say why: a licence is suspended or withheld for a reason."));
        if (asked.Reason is { Length: > 60 })
            return (null, new Refusal("reason-too-long", "Give the reason as a code of at most 60 characters."));
        if (await register.Licences.SingleOrDefaultAsync(row => row.Number == number, ct) is not { } licence)
            return (null, NoLicence);

        var now = time.GetUtcNow();
        licence.Status = asked.Status;
        licence.StatusReason = asked.Status == "valid" ? null : asked.Reason;
        licence.StatusSince = licence.UpdatedAt = now;
        licence.Version++;
        register.Changes.Add(new ChangeRow { Number = number, Status = asked.Status, ExpiryDate = licence.ExpiryDate, At = now });
        try
        {
            await register.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, new Refusal("changed-meanwhile", "Someone else changed this licence at the same time. Read it again and repeat.", 409));
        }

        return (licence.ToLicence(), null);
    }

    public static Refusal NoLicence { get; } = new("no-licence", "The register holds no licence under this number.", 404);
}
