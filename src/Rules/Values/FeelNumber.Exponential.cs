using System.Numerics;

namespace Cabildo.Rules.Values;

public readonly partial struct FeelNumber
{
    // Of e to a larger power, or to one as small, there is no number but 0.
    private const int MostLogarithm = 15_000;

    // So many digits an exact power may have while it is computed.
    private const int MostExactDigits = 2_000;

    // Digits behind the point that are taken over from a fixed point number: of a logarithm as small as 10^-34 enough are left.
    private const int KeptPlaces = 90;

    /// <summary>
    /// The power. Of a whole exponent it is exact, then rounded; of another it is right to 34 digits. Null for 0 to a negative power, a
    /// negative number to a power that is not whole, and what is too large. Anything to the power of 0 is 1.
    /// </summary>
    public static FeelNumber? Power(FeelNumber number, FeelNumber exponent)
    {
        if (exponent._coefficient == 0)
            return One;
        if (number._coefficient == 0)
            return exponent._isNegative ? null : Zero;
        var isWhole = exponent.IsInteger;
        if (number._isNegative && !isWhole)
            return null;
        var isNegative = number._isNegative && exponent.IsOdd;
        var plain = number.Abs().Normalised();
        if (plain == One)
            return isNegative ? One.Negate() : One;
        var power = isWhole && exponent.TryToInt32(out var times) && Math.Abs((long)times) * DigitsOf(plain._coefficient) <= MostExactDigits
            ? ExactPower(plain, times)
            : PowerByLogarithm(plain, exponent);
        return isNegative ? power?.Negate() : power;
    }

    /// <summary>Whether it is a whole number that two does not divide.</summary>
    internal bool IsOdd => Normalised() is { _exponent: 0 } plain && (plain._coefficient & 1) == 1;

    /// <summary>Whether it is a whole number that two divides.</summary>
    internal bool IsEven => IsInteger && !IsOdd;

    /// <summary>The square root, rounded; null of a negative number.</summary>
    internal static FeelNumber? Sqrt(FeelNumber number)
    {
        if (number._isNegative)
            return null;
        if (number._coefficient == 0)
            return Zero;
        BigInteger square = number._coefficient;
        // An even exponent, and so many digits that the root has two more than are kept.
        var places = 2 * (Digits + 2);
        places += (number._exponent - places) & 1;
        square *= Power(places);
        var root = FixedPoint.Root(square);
        return Round(root, (number._exponent - places) / 2, root * root != square)?.Normalised();
    }

    /// <summary>e to the power of a number, right to 34 digits; null if it is too large.</summary>
    internal static FeelNumber? Exp(FeelNumber number) =>
        number > MostLogarithm ? null : number < -MostLogarithm ? Zero : ExpFixed(number.ToFixed());

    /// <summary>The logarithm for the base e, right to 34 digits; null of 0 and of negative numbers.</summary>
    internal static FeelNumber? Log(FeelNumber number) =>
        number.Sign <= 0 ? null : Round((number.LogFixed() * Power(KeptPlaces)) >> FixedPoint.Bits, -KeptPlaces, false)?.Normalised();

    private static FeelNumber? ExactPower(FeelNumber number, int times)
    {
        var size = BigInteger.Pow(number._coefficient, Math.Abs(times));
        var exponent = number._exponent * times;
        if (times > 0)
            return Round(size, exponent, false);
        var shift = DigitsOf(size) + Digits + 2;
        var quotient = BigInteger.DivRem(Power(shift), size, out var rest);
        return Round(quotient, exponent - shift, !rest.IsZero)?.Normalised();
    }

    private static FeelNumber? PowerByLogarithm(FeelNumber number, FeelNumber exponent)
    {
        var logarithm = number.LogFixed();
        // First roughly: the product may be too large to be worked out.
        var roughly = exponent.ToDouble() * Math.ScaleB((double)logarithm, -FixedPoint.Bits);
        if (Math.Abs(roughly) > MostLogarithm)
            return roughly > 0 ? null : Zero;
        var product = exponent.Signed * logarithm;
        return ExpFixed(exponent._exponent >= 0 ? product * Power(exponent._exponent) : product / Power(-exponent._exponent));
    }

    private static FeelNumber? ExpFixed(BigInteger power)
    {
        // The powers of ten in it are the exponent; what is left is between -1.2 and 1.2.
        var (tens, rest) = FixedPoint.SplitTens(power);
        return Round((FixedPoint.Exp(rest) * Power(KeptPlaces)) >> FixedPoint.Bits, tens - KeptPlaces, false)?.Normalised();
    }

    private BigInteger LogFixed()
    {
        var digits = DigitsOf(_coefficient);
        var leading = ((BigInteger)_coefficient << FixedPoint.Bits) / Power(digits - 1);
        return FixedPoint.Log(leading) + (_exponent + digits - 1) * FixedPoint.Ten;
    }

    // Not for numbers that are large.
    private BigInteger ToFixed()
    {
        if (_exponent >= 0)
            return (Signed * Power(_exponent)) << FixedPoint.Bits;
        return _exponent < -FixedPoint.Bits ? BigInteger.Zero : (Signed << FixedPoint.Bits) / Power(-_exponent);
    }
}
