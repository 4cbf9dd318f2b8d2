using System.Numerics;

namespace Cabildo.Rules.Values;

/// <summary>How to round (DMN 1.5 §10.3.4.5).</summary>
internal enum Rounding
{
    /// <summary>To the nearest, and to the even digit where two are as near.</summary>
    HalfEven,

    /// <summary>To the nearest, and away from 0 where two are as near.</summary>
    HalfUp,

    /// <summary>To the nearest, and towards 0 where two are as near.</summary>
    HalfDown,

    /// <summary>Away from 0.</summary>
    Up,

    /// <summary>Towards 0.</summary>
    Down,

    /// <summary>To the smaller.</summary>
    Floor,

    /// <summary>To the larger.</summary>
    Ceiling,
}

public readonly partial struct FeelNumber
{
    /// <summary>The fewest places behind the point to round to: to a multiple of 10^6111.</summary>
    internal const int LeastPlaces = -MostExponent;

    /// <summary>The most places behind the point to round to.</summary>
    internal const int MostPlaces = -LeastExponent;

    /// <summary>Rounds.</summary>
    /// <param name="places">How many digits stay behind the point; of a negative number, so many before it are 0.</param>
    /// <param name="rounding">How.</param>
    /// <returns>Null if there are no numbers of so many places, or the result is too large.</returns>
    internal FeelNumber? RoundTo(int places, Rounding rounding)
    {
        if (places is < LeastPlaces or > MostPlaces)
            return null;
        var drop = -places - _exponent;
        if (drop <= 0 || _coefficient == 0)
            return this;
        // Of more digits than there are, one unit is the same as any: the number is below its half.
        var unit = Tens[Math.Min(drop, Tens.Length - 1)];
        var (digits, rest) = UInt128.DivRem(_coefficient, unit);
        if (IsAway(Towards(rounding), digits, rest, unit))
            digits++;
        return Fit(_isNegative, digits, -places);
    }

    /// <summary>The whole number that is left when what is behind the point goes.</summary>
    internal FeelNumber Truncate() => RoundTo(0, Rounding.Down) ?? Zero;

    /// <summary>
    /// What is left of a division whose quotient is rounded to the smaller (DMN 1.5 table 75): it has the sign of the divisor. Exact,
    /// except that a sum of both is rounded as any. Null if the divisor is 0.
    /// </summary>
    internal static FeelNumber? Modulo(FeelNumber dividend, FeelNumber divisor)
    {
        if (divisor._coefficient == 0)
            return null;
        var rest = Remainder(dividend, divisor);
        return rest._coefficient == 0 || rest._isNegative == divisor._isNegative ? rest : Add(rest, divisor);
    }

    // With the sign of the dividend.
    private static FeelNumber Remainder(FeelNumber dividend, FeelNumber divisor)
    {
        // The rest has no more digits than the number that was not made longer.
        if (TryAlign(dividend, divisor, out var one, out var other, out var exponent))
            return new FeelNumber(dividend._isNegative, one % other, exponent);
        // Not aligned and of a smaller exponent, it is smaller than the divisor, unless that has few digits and it many.
        if (dividend._exponent < divisor._exponent)
        {
            if (CompareSize(dividend, divisor) < 0)
                return dividend;
            var size = (BigInteger)dividend._coefficient % ((BigInteger)divisor._coefficient * Power(divisor._exponent - dividend._exponent));
            return new FeelNumber(dividend._isNegative, (UInt128)size, dividend._exponent);
        }

        // The power of ten is taken modulo too: it may have thousands of digits.
        BigInteger by = divisor._coefficient;
        var rest = dividend._coefficient * BigInteger.ModPow(10, dividend._exponent - divisor._exponent, by) % by;
        return new FeelNumber(dividend._isNegative, (UInt128)rest, divisor._exponent);
    }

    private Rounding Towards(Rounding rounding) => rounding switch
    {
        Rounding.Floor => _isNegative ? Rounding.Up : Rounding.Down,
        Rounding.Ceiling => _isNegative ? Rounding.Down : Rounding.Up,
        _ => rounding,
    };

    private static bool IsAway(Rounding rounding, UInt128 digits, UInt128 rest, UInt128 unit)
    {
        if (rest == 0)
            return false;
        // A rest and its unit are below 2^127, so that twice the rest is a number of 128 bits.
        var half = (rest * 2).CompareTo(unit);
        return rounding switch
        {
            Rounding.HalfEven => half > 0 || (half == 0 && (digits & 1) == 1),
            Rounding.HalfUp => half >= 0,
            Rounding.HalfDown => half > 0,
            _ => rounding == Rounding.Up,
        };
    }
}
