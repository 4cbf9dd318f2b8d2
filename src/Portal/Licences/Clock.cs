using System.Globalization;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Licences;

/// <summary>Days and hours as people of this place say them.</summary>
internal sealed class Clock(IOptions<PortalOptions> options, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public string Hour(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.CurrentCulture);

    public string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(Local(instant).DateTime));

    public static string Day(DateOnly day) =>
        day.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The same in few characters, never broken over two lines.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture).Replace(' ', '\u00A0');

    public bool IsToday(DateTimeOffset instant) => Local(instant).Date == Local(time.GetUtcNow()).Date;

    public bool IsTomorrow(DateTimeOffset instant) => Local(instant).Date == Local(time.GetUtcNow()).Date.AddDays(1);

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);
}
