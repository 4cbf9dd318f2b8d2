using System.Globalization;

namespace Cabildo.Rules.Values;

/// <summary>
/// A date of the proleptic Gregorian calendar (DMN 1.5 §10.3.2.3.5), years -999,999,999 to 999,999,999. There is a year 0, as in ISO 8601.
/// </summary>
public sealed record FeelDate : IFeelTemporal
{
    /// <summary>The last year; the first is its negative.</summary>
    public const int MostYear = 999_999_999;

    // What DaysBeforeYear says of 1970.
    private const long EpochDays = 719_527;
    private static readonly int[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    private FeelDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.Date;

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    /// <summary>The day of the month, from 1.</summary>
    public int Day { get; }

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public int Weekday => (int)FloorDivision.Rest(EpochDay + 3, 7) + 1;

    /// <summary>1 to 366.</summary>
    public int DayOfYear => DaysBeforeMonth[Month - 1] + Day + (Month > 2 && IsLeap(Year) ? 1 : 0);

    /// <summary>The week by ISO 8601: the first is the one with the year's first Thursday. The first days of January may lie in week 52 or 53, the last of December in week 1.</summary>
    public int WeekOfYear
    {
        get
        {
            var week = (DayOfYear - Weekday + 10) / 7;
            return week == 0 ? WeeksOf(Year - 1) : week > WeeksOf(Year) ? 1 : week;
        }
    }

    /// <summary>Days since 1970-01-01; negative before it.</summary>
    public long EpochDay => DaysBeforeYear(Year) - EpochDays + DayOfYear - 1;

    /// <summary>A date; null if the calendar has none of these.</summary>
    public static FeelDate? Of(long year, long month, long day) =>
        year is >= -MostYear and <= MostYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysOf((int)year, (int)month) ? new FeelDate((int)year, (int)month, (int)day) : null;

    /// <summary>The date so many days after 1970-01-01; null if it lies outside the calendar.</summary>
    public static FeelDate? OfEpochDay(long epochDay)
    {
        if (Math.Abs(epochDay) > 366L * (MostYear + 1970L))
            return null;
        var days = epochDay + EpochDays;
        var year = FloorDivision.Quotient(days * 400, 146_097);
        while (DaysBeforeYear(year + 1) <= days)
            year++;
        while (DaysBeforeYear(year) > days)
            year--;
        var rest = days - DaysBeforeYear(year) + 1;
        var month = 1;
        for (; month < 12 && rest > DaysOf(year, month); month++)
            rest -= DaysOf(year, month);
        return Of(year, month, rest);
    }

    /// <summary>The date so many months later; in a shorter month its last day. Null outside the calendar.</summary>
    public FeelDate? PlusMonths(long months)
    {
        if (Math.Abs(months) > 24L * MostYear)
            return null;
        var all = (Year * 12L) + Month - 1 + months;
        var (year, month) = (FloorDivision.Quotient(all, 12), (int)FloorDivision.Rest(all, 12) + 1);
        return Of(year, month, Math.Min(Day, DaysOf(year, month)));
    }

    /// <summary>The day in which it is so much later, counted from this date's midnight. Null outside the calendar.</summary>
    public FeelDate? Plus(DaysDuration duration)
    {
        var days = FloorDivision.Divide(duration.Nanoseconds, FeelTime.NanosecondsOfDay).Quotient;
        return Int128.Abs(days) < int.MaxValue * 366L ? OfEpochDay(EpochDay + (long)days) : null;
    }

    /// <summary>Whole months from this date to another, rounded to 0; negative if the other is earlier.</summary>
    public long MonthsUntil(FeelDate other)
    {
        var months = ((other.Year - (long)Year) * 12) + other.Month - Month;
        if (months > 0 && other.Day < Day)
            return months - 1;
        return months < 0 && other.Day > Day ? months + 1 : months;
    }

    /// <summary>Its beginning in UTC, as which it counts beside dates with times (DMN 1.5 §10.3.2.3.5).</summary>
    public FeelDateTime AtMidnightUtc() => new(this, FeelTime.MidnightUtc);

    /// <inheritdoc />
    public int? Order(IFeelTemporal other) => other is FeelDate date ? Math.Sign((Year, Month, Day).CompareTo((date.Year, date.Month, date.Day))) : null;

    /// <inheritdoc />
    public bool? IsSame(IFeelTemporal other) => other is FeelDate date ? Equals(date) : null;

    /// <inheritdoc />
    public bool TryGetProperty(string name, out FeelValue value)
    {
        int? found = name switch
        {
            "year" => Year,
            "month" => Month,
            "day" => Day,
            "weekday" => Weekday,
            _ => null,
        };
        value = found is { } number ? number : FeelValue.Null;
        return found is not null;
    }

    /// <summary>Year, month and day, such as <c>2017-03-28</c>; the year in 4 digits at least.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Year < 0 ? "-" : "")}{Math.Abs(Year):0000}-{Month:00}-{Day:00}");

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysOf(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static long DaysBeforeYear(long year) =>
        (year * 365) + FloorDivision.Quotient(year - 1, 4) - FloorDivision.Quotient(year - 1, 100) + FloorDivision.Quotient(year - 1, 400);

    // A year has 53 weeks if it starts or ends with a Thursday.
    private static int WeeksOf(int year)
    {
        var first = FloorDivision.Rest(DaysBeforeYear(year) - EpochDays + 3, 7);
        return first == 3 || (first == 2 && IsLeap(year)) ? 53 : 52;
    }
}
