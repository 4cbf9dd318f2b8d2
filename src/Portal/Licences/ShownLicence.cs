using Cabildo.Platform.Country;
using Microsoft.Extensions.Localization;

namespace Cabildo.Portal.Licences;

/// <summary>Puts a licence into words for the reader: groups of digits, dates, classes and restrictions by name.</summary>
internal sealed class ShownLicence(CountryPack pack, IStringLocalizer texts, Clock clock)
{
    public string Country => pack.Name.ToString();

    public string CountryCode => pack.Code;

    public string Number(Licence licence) => pack.Format(new NationalId(pack.PersonId.Scheme, licence.Number));

    public string Class(string code) => pack.LicenceClasses.TryGetValue(code, out var name) ? name.ToString() : code;

    public string Restriction(string code) => pack.Restrictions.TryGetValue(code, out var name) ? name.ToString() : code;

    public string Status(Licence licence) => texts["licence.statuses." + licence.Status];

    /// <summary>The look of a status pill: <c>valid</c>, <c>stop</c> or <c>wait</c>.</summary>
    public static string Look(Licence licence) => licence.Status switch
    {
        "valid" => "valid",
        "expired" => "wait",
        _ => "stop",
    };

    public string Freshness(Licence licence) => texts["licence.fresh", clock.Hour(licence.ReadAt), clock.Day(licence.UpdatedAt)];

    public static string Day(DateOnly day) => Clock.ShortDay(day);

    /// <summary>Until when a code serves: "tomorrow at 14:05".</summary>
    public string Until(LicenceCode code) => clock.IsToday(code.ExpiresAt)
        ? texts["qr.untilToday", clock.Hour(code.ExpiresAt)]
        : clock.IsTomorrow(code.ExpiresAt)
            ? texts["qr.untilTomorrow", clock.Hour(code.ExpiresAt)]
            : texts["qr.untilDay", clock.Day(code.ExpiresAt), clock.Hour(code.ExpiresAt)];
}
