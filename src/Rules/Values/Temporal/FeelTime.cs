using System.Globalization;

namespace Cabildo.Rules.Values;

/// <summary>
/// A time of day to the nanosecond, local or of a zone (DMN 1.5 §10.3.2.3.4). FEEL compares whole seconds: fractions are kept and written, but
/// neither equality nor order see them.
/// </summary>
public sealed record FeelTime : IFeelTemporal
{
    internal const long NanosecondsOfSecond = 1_000_000_000;
    internal const int SecondsOfDay = 86_400;
    internal const long NanosecondsOfDay = SecondsOfDay * NanosecondsOfSecond;

    private FeelTime(long nanosecond, FeelZone? zone) => (NanosecondOfDay, Zone) = (nanosecond, zone);

    /// <summary>The beginning of a day in UTC.</summary>
    public static FeelTime MidnightUtc { get; } = new(0, FeelZone.Utc);

    /// <summary>The beginning of a day wherever one is.</summary>
    public static FeelTime Midnight { get; } = new(0, null);

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.Time;

    /// <summary>Nanoseconds since midnight.</summary>
    public long NanosecondOfDay { get; }

    /// <summary>Where; null if it is local.</summary>
    public FeelZone? Zone { get; }

    /// <summary>0 to 23.</summary>
    public int Hour => SecondOfDay / 3_600;

    /// <summary>0 to 59.</summary>
    public int Minute => SecondOfDay / 60 % 60;

    /// <summary>0 to 59, whole.</summary>
    public int Second => SecondOfDay % 60;

    /// <summary>Whole seconds since midnight.</summary>
    internal int SecondOfDay => (int)(NanosecondOfDay / NanosecondsOfSecond);

    /// <summary>What is beyond the second, in nanoseconds.</summary>
    internal long Nanosecond => NanosecondOfDay % NanosecondsOfSecond;

    /// <summary>Whole seconds since midnight UTC; may lie in the day before or after. Of a local time since its midnight.</summary>
    internal int UtcSecondOfDay => SecondOfDay - (Zone?.StandardOffset ?? 0);

    /// <summary>A time; null if there is none of so many nanoseconds since midnight.</summary>
    public static FeelTime? OfNanosecond(long nanosecond, FeelZone? zone) => nanosecond is >= 0 and < NanosecondsOfDay ? new FeelTime(nanosecond, zone) : null;

    /// <summary>A time; null if clocks do not show it. There are no leap seconds.</summary>
    public static FeelTime? Of(long hour, long minute, long second, long nanosecond, FeelZone? zone) =>
        hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 && nanosecond is >= 0 and < NanosecondsOfSecond
            ? new FeelTime((((((hour * 60) + minute) * 60) + second) * NanosecondsOfSecond) + nanosecond, zone)
            : null;

    /// <summary>The time that clocks show so much later, of this day or another.</summary>
    public FeelTime Plus(DaysDuration duration) => new(FloorDivision.Divide(NanosecondOfDay + duration.Nanoseconds, NanosecondsOfDay).Remainder, Zone);

    /// <summary>How long it is since an earlier time of the same day; null if one is local and the other not.</summary>
    public DaysDuration? Minus(FeelTime earlier) => Zone is null != earlier.Zone is null
        ? null
        : DaysDuration.Of(((UtcSecondOfDay - earlier.UtcSecondOfDay) * (Int128)NanosecondsOfSecond) + Nanosecond - earlier.Nanosecond);

    /// <inheritdoc />
    public int? Order(IFeelTemporal other) => other is FeelTime time && Zone is null == time.Zone is null ? UtcSecondOfDay.CompareTo(time.UtcSecondOfDay) : null;

    /// <inheritdoc />
    /// <remarks>A local time is never equal to one of a zone.</remarks>
    public bool? IsSame(IFeelTemporal other) => other is FeelTime ? Order(other) == 0 : null;

    /// <inheritdoc />
    public bool TryGetProperty(string name, out FeelValue value)
    {
        value = name switch
        {
            "hour" => Hour,
            "minute" => Minute,
            "second" => DaysDuration.Seconds(NanosecondOfDay % (60 * NanosecondsOfSecond)),
            "time offset" when Zone is not null => FeelValue.Of(DaysDuration.OfSeconds(Zone.StandardOffset)),
            "timezone" => Zone?.Id,
            _ => FeelValue.Null,
        };
        return name is "hour" or "minute" or "second" or "time offset" or "timezone";
    }

    /// <summary>Such as <c>10:00:00</c>, <c>10:00:00.5Z</c>, <c>10:00:00@Europe/Paris</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}{DaysDuration.Fraction(Nanosecond)}{Zone}");
}
