using System.Globalization;

namespace Cabildo.Rules.Values;

/// <summary>A duration of days, hours, minutes and seconds (DMN 1.5 §10.3.2.3.7), exact to the nanosecond, of less than 10^34 nanoseconds to either side. A day is 24 hours.</summary>
public sealed record DaysDuration : IFeelTemporal
{
    private static readonly Int128 Most = Int128.Parse("9999999999999999999999999999999999", CultureInfo.InvariantCulture);

    private DaysDuration(Int128 nanoseconds) => Nanoseconds = nanoseconds;

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.DaysDuration;

    /// <summary>The whole of it in nanoseconds.</summary>
    public Int128 Nanoseconds { get; }

    /// <summary>A duration; null if it is too long.</summary>
    public static DaysDuration? Of(Int128 nanoseconds) => Int128.Abs(nanoseconds) <= Most ? new DaysDuration(nanoseconds) : null;

    /// <summary>A duration.</summary>
    public static DaysDuration OfSeconds(long seconds) => new((Int128)seconds * FeelTime.NanosecondsOfSecond);

    /// <summary>The same to the other side.</summary>
    public DaysDuration Negate() => new(-Nanoseconds);

    /// <inheritdoc />
    public int? Order(IFeelTemporal other) => other is DaysDuration duration ? Nanoseconds.CompareTo(duration.Nanoseconds) : null;

    /// <inheritdoc />
    public bool? IsSame(IFeelTemporal other) => other is DaysDuration duration ? Nanoseconds == duration.Nanoseconds : null;

    /// <inheritdoc />
    /// <remarks>Each part of a negative duration is negative.</remarks>
    public bool TryGetProperty(string name, out FeelValue value)
    {
        var seconds = Nanoseconds / FeelTime.NanosecondsOfSecond;
        value = name switch
        {
            "days" => Whole(seconds / FeelTime.SecondsOfDay),
            "hours" => Whole(seconds / 3_600 % 24),
            "minutes" => Whole(seconds / 60 % 60),
            "seconds" => Seconds(Nanoseconds % (60 * FeelTime.NanosecondsOfSecond)),
            _ => FeelValue.Null,
        };
        return name is "days" or "hours" or "minutes" or "seconds";
    }

    /// <summary>Such as <c>P1DT2H3M4.5S</c>, with the parts that are not 0; <c>PT0S</c> of nothing.</summary>
    public override string ToString()
    {
        if (Nanoseconds == 0)
            return "PT0S";
        var (seconds, nanoseconds) = Int128.DivRem(Int128.Abs(Nanoseconds), FeelTime.NanosecondsOfSecond);
        var (days, rest) = Int128.DivRem(seconds, FeelTime.SecondsOfDay);
        var second = (int)rest;
        var part = (int number, char unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
        var time = part(second / 3_600, 'H') + part(second / 60 % 60, 'M')
            + (second % 60 == 0 && nanoseconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{second % 60}{Fraction((long)nanoseconds)}S"));
        return string.Create(CultureInfo.InvariantCulture, $"{(Nanoseconds < 0 ? "-" : "")}P{(days == 0 ? "" : $"{days}D")}{(time.Length == 0 ? "" : "T")}{time}");
    }

    /// <summary>Nanoseconds as a number of seconds.</summary>
    internal static FeelNumber Seconds(Int128 nanoseconds) => FeelNumber.Round(nanoseconds, -9, false)!.Value.Normalised();

    /// <summary>A part of a second with its point, without needless zeros; nothing if it is 0.</summary>
    internal static string Fraction(long nanosecond) => nanosecond == 0 ? "" : "." + nanosecond.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static FeelNumber Whole(Int128 number) => FeelNumber.Round(number, 0, false)!.Value;
}
