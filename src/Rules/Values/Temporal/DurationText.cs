namespace Cabildo.Rules.Values;

/// <summary>Reads durations as XML Schema part 2 writes them (DMN 1.5 §10.3.2.3.7, §10.3.2.3.8).</summary>
internal static class DurationText
{
    /// <summary>
    /// <c>P1Y2M</c>, or <c>P1DT2H3M4.5S</c>, with any of the parts left out and <c>-</c> before it if it is negative. Years and months do not go
    /// together with days or times: no such duration has a length. Null if the text is none.
    /// </summary>
    public static IFeelTemporal? Duration(string text)
    {
        var reader = new TemporalReader(text);
        var sign = reader.Skip('-') ? -1 : 1;
        if (!reader.Skip('P'))
            return null;
        if (reader.Skip('T'))
            return Times(ref reader, 0, sign);
        if (reader.Digits(out var number) == 0)
            return null;
        if (reader.Skip('D'))
            return reader.IsAtEnd ? Days(number, 0, sign) : reader.Skip('T') ? Times(ref reader, number, sign) : null;
        if (reader.Skip('M'))
            return reader.IsAtEnd ? MonthsDuration.Of(sign * (Int128)number) : null;
        return reader.Skip('Y') ? Years(ref reader, number, sign) : null;
    }

    private static MonthsDuration? Years(ref TemporalReader reader, long years, int sign)
    {
        var months = 0L;
        if (!reader.IsAtEnd && (reader.Digits(out months) == 0 || !reader.Skip('M') || !reader.IsAtEnd))
            return null;
        return MonthsDuration.Of(sign * ((years * (Int128)12) + months));
    }

    // Hours, minutes and seconds, in this order, and one of them at least.
    private static DaysDuration? Times(ref TemporalReader reader, long days, int sign)
    {
        Int128 seconds = 0;
        var least = 'H';
        do
        {
            if (reader.Digits(out var number) == 0 || !reader.Fraction(true, out var nanoseconds, out var hasPoint))
                return null;
            if (!hasPoint && least == 'H' && reader.Skip('H'))
                (seconds, least) = ((Int128)number * 3_600, 'M');
            else if (!hasPoint && least != 'S' && reader.Skip('M'))
                (seconds, least) = (seconds + ((Int128)number * 60), 'S');
            else
                return reader.Skip('S') && reader.IsAtEnd ? Days(days, ((seconds + number) * FeelTime.NanosecondsOfSecond) + nanoseconds, sign) : null;
        }
        while (!reader.IsAtEnd);
        return Days(days, seconds * FeelTime.NanosecondsOfSecond, sign);
    }

    private static DaysDuration? Days(long days, Int128 nanoseconds, int sign) => DaysDuration.Of(sign * (((Int128)days * FeelTime.NanosecondsOfDay) + nanoseconds));
}
