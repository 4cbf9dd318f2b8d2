using Cabildo.Documents.Register;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Licences;

/// <summary>The holder's licence as the register states it now.</summary>
internal sealed class ReadLicence(TransportRegister register, IOptions<DocumentsOptions> options, TimeProvider time)
{
    public async Task<Outcome<LicenceView>> RunAsync(string? number, CancellationToken ct)
    {
        if (number is null) return RegisterRefusals.NoLicence;
        var answer = await register.ReadLicenceAsync(number, ct);
        return answer.IsRefused(out var refusal, out var licence) ? refusal : Describe(licence);
    }

    public async Task<Outcome<byte[]>> PortraitAsync(string? number, CancellationToken ct) =>
        number is null ? RegisterRefusals.NoLicence : await register.ReadPortraitAsync(number, ct);

    private LicenceView Describe(RegisterLicence licence) => new(
        licence.FamilyNames,
        licence.GivenNames,
        licence.BirthDate,
        licence.Number,
        licence.Classes,
        licence.Restrictions,
        licence.IssuingAuthority,
        licence.IssueDate,
        licence.ExpiryDate,
        StatusOf(licence),
        licence.StatusSince,
        licence.UpdatedAt,
        time.GetUtcNow());

    private LicenceStatus StatusOf(RegisterLicence licence) => licence.Status switch
    {
        RegisterStatus.Suspended => LicenceStatus.Suspended,
        RegisterStatus.Withheld => LicenceStatus.Withheld,
        _ when licence.ExpiryDate < Today || licence.Classes.All(allowed => allowed.To < Today) => LicenceStatus.Expired,
        _ => LicenceStatus.Valid,
    };

    private DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone)).DateTime);
}
