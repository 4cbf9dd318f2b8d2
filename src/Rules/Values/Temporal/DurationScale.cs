using System.Numerics;

namespace Cabildo.Rules.Values;

/// <summary>Durations times and by numbers. Days are rounded to the nearest nanosecond, half to even; of months only whole ones are kept.</summary>
internal static class DurationScale
{
    // A duration has 34 digits, a number 34 as well: with so many zeros more there is no result that is not 0 or too long.
    private const int MostZeros = 80;

    /// <summary>A duration so many times; null if it is too long, or what is given is no duration.</summary>
    public static IFeelTemporal? Times(IFeelTemporal duration, FeelNumber number) => Quotient(duration, number.Signed, number.Scale, 1);

    /// <summary>A duration divided by a number; null if that is 0, the duration is too long, or it is none.</summary>
    public static IFeelTemporal? Part(IFeelTemporal duration, FeelNumber number) => number.Sign == 0 ? null : Quotient(duration, 1, -number.Scale, number.Signed);

    /// <summary>How often one goes into the other; null if that is 0.</summary>
    public static FeelNumber? Ratio(Int128 one, Int128 other) =>
        FeelNumber.Divide(FeelNumber.Round(one, 0, false)!.Value, FeelNumber.Round(other, 0, false)!.Value);

    /// <summary>The whole part of a number so many times; null if it has more than 64 bits.</summary>
    public static long? Cut(FeelNumber number, long times) =>
        Scale(number.Signed * times, number.Scale, 1, isNearest: false) is { } whole && whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : null;

    private static IFeelTemporal? Quotient(IFeelTemporal duration, BigInteger factor, int scale, BigInteger divisor) => duration switch
    {
        DaysDuration days => Scale(days.Nanoseconds * factor, scale, divisor, isNearest: true) is { } nanoseconds ? DaysDuration.Of(nanoseconds) : null,
        MonthsDuration months => Scale(months.Months * factor, scale, divisor, isNearest: false) is { } whole ? MonthsDuration.Of(whole) : null,
        _ => null,
    };

    private static Int128? Scale(BigInteger value, int scale, BigInteger divisor, bool isNearest)
    {
        if (value.IsZero || scale < -MostZeros)
            return 0;
        if (scale > MostZeros)
            return null;
        value *= FeelNumber.Power(Math.Max(scale, 0));
        divisor *= FeelNumber.Power(Math.Max(-scale, 0));
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        if (isNearest && (BigInteger.Abs(rest) * 2).CompareTo(BigInteger.Abs(divisor)) is var half && (half > 0 || (half == 0 && !quotient.IsEven)))
            quotient += value.Sign * divisor.Sign;
        return quotient.GetBitLength() > 126 ? null : (Int128)quotient;
    }
}
