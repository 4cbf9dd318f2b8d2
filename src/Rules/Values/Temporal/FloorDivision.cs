namespace Cabildo.Rules.Values;

/// <summary>Division that rounds down for negative numbers too, so that days before the epoch and years before 1 count on evenly.</summary>
internal static class FloorDivision
{
    /// <summary>The quotient, rounded down. The divisor is positive.</summary>
    public static long Quotient(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    /// <summary>What is left: 0 up to the divisor, which is positive.</summary>
    public static long Rest(long value, long divisor) => value - (Quotient(value, divisor) * divisor);

    /// <summary>The quotient, rounded down, and what is left.</summary>
    public static (Int128 Quotient, long Remainder) Divide(Int128 value, long divisor)
    {
        var (quotient, rest) = Int128.DivRem(value, divisor);
        return rest < 0 ? (quotient - 1, (long)(rest + divisor)) : (quotient, (long)rest);
    }
}
