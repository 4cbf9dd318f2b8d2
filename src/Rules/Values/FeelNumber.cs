using System.Numerics;
using System.Runtime.InteropServices;

namespace Cabildo.Rules.Values;

/// <summary>
/// A number of FEEL: decimal, with 34 significant digits, rounded half to even (DMN 1.5 §10.3.2.3.1, IEEE 754-2008 decimal128).
/// There is no infinity and no NaN: what would be one is no number, and FEEL says null.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    /// <summary>Significant digits.</summary>
    public const int Digits = 34;

    private const int MostExponent = 6_144 - Digits + 1;
    private const int LeastExponent = -6_176;
    private readonly UInt128 _coefficient;
    private readonly short _exponent;
    private readonly bool _isNegative;

    private FeelNumber(bool isNegative, UInt128 coefficient, int exponent) =>
        (_isNegative, _coefficient, _exponent) = (isNegative && coefficient != 0, coefficient, (short)exponent);

    /// <summary>0.</summary>
    public static FeelNumber Zero => default;

    /// <summary>1.</summary>
    public static FeelNumber One => new(false, 1, 0);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _coefficient == 0 ? 0 : _isNegative ? -1 : 1;

    /// <summary>Whether there is nothing behind the decimal point.</summary>
    public bool IsInteger => _exponent >= 0 || _coefficient == 0 || Normalised()._exponent >= 0;

    /// <summary>The digits without sign, at most 34: the value is these times ten to the power of <see cref="Scale"/>. There may be zeros at their end.</summary>
    internal UInt128 Coefficient => _coefficient;

    /// <summary>The power of ten of the last digit.</summary>
    internal int Scale => _exponent;

    internal bool IsNegative => _isNegative;

    /// <summary>The coefficient with its sign.</summary>
    internal BigInteger Signed => _isNegative ? -(BigInteger)_coefficient : _coefficient;

    /// <summary>As it lies in a <see cref="FeelValue"/>.</summary>
    internal int Packed => ((ushort)_exponent << 1) | (_isNegative ? 1 : 0);

    internal static FeelNumber Unpack(UInt128 coefficient, int packed) => new((packed & 1) == 1, coefficient, (short)(packed >> 1));

    /// <summary>A number of 64 bits.</summary>
    public static implicit operator FeelNumber(long value) => new(value < 0, (UInt128)(value < 0 ? -(Int128)value : value), 0);

    /// <summary>A number of the framework's decimal type.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return new FeelNumber(bits[3] < 0, coefficient, -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>The sum; null if it is too large.</summary>
    public static FeelNumber? Add(FeelNumber left, FeelNumber right)
    {
        if (left._coefficient == 0)
            return right;
        if (right._coefficient == 0)
            return left;
        if (!TryAlign(left, right, out var one, out var other, out var exponent))
            return AddUnlike(left, right);
        if (left._isNegative == right._isNegative)
            return Fit(left._isNegative, one + other, exponent);
        return one >= other ? Fit(left._isNegative, one - other, exponent) : Fit(right._isNegative, other - one, exponent);
    }

    /// <summary>The difference; null if it is too large.</summary>
    public static FeelNumber? Subtract(FeelNumber left, FeelNumber right) => Add(left, right.Negate());

    /// <summary>The product; null if it is too large.</summary>
    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right)
    {
        var isNegative = left._isNegative != right._isNegative;
        var exponent = left._exponent + right._exponent;
        if (left._coefficient <= ulong.MaxValue && right._coefficient <= ulong.MaxValue)
        {
            var product = left._coefficient * right._coefficient;
            if (product <= Most && exponent is <= MostExponent and >= LeastExponent)
                return new FeelNumber(isNegative, product, exponent);
        }

        return Round(left.Signed * right.Signed, exponent, false);
    }

    /// <summary>The quotient; null if the divisor is 0, or it is too large.</summary>
    public static FeelNumber? Divide(FeelNumber left, FeelNumber right)
    {
        if (right._coefficient == 0)
            return null;
        if (left._coefficient == 0)
            return Zero;
        if (TryDivideShort(left, right, out var exact))
            return exact;
        // So many digits more than are kept that the last one only has to tell whether there was a rest.
        var shift = Math.Max(0, Digits + 2 + DigitsOf(right._coefficient) - DigitsOf(left._coefficient));
        var quotient = BigInteger.DivRem(left.Signed * Power(shift), right.Signed, out var rest);
        return Round(quotient, left._exponent - right._exponent - shift, !rest.IsZero, left._isNegative != right._isNegative)?.Normalised();
    }

    /// <summary>The number of the other sign.</summary>
    public FeelNumber Negate() => new(!_isNegative, _coefficient, _exponent);

    /// <summary>Without its sign.</summary>
    public FeelNumber Abs() => new(false, _coefficient, _exponent);

    /// <summary>The whole number; false if it is none, or none of 64 bits.</summary>
    public bool TryToInt64(out long value)
    {
        var plain = Normalised();
        value = 0;
        if (plain._exponent is < 0 or > 18)
            return plain._coefficient == 0;
        var wide = (BigInteger)plain._coefficient * Power(plain._exponent);
        wide = _isNegative ? -wide : wide;
        if (wide < long.MinValue || wide > long.MaxValue)
            return false;
        value = (long)wide;
        return true;
    }

    /// <summary>The whole number; false if it is none, or none of 32 bits.</summary>
    public bool TryToInt32(out int value)
    {
        var fits = TryToInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)wide : 0;
        return fits;
    }

    /// <summary>The nearest number of the framework's double type.</summary>
    public double ToDouble() => double.Parse(ToString(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same value with no trailing zeros in its coefficient.</summary>
    internal FeelNumber Normalised()
    {
        if (_coefficient == 0)
            return Zero;
        var (coefficient, exponent) = (_coefficient, (int)_exponent);
        while (coefficient % 10 == 0 && exponent < MostExponent)
        {
            coefficient /= 10;
            exponent++;
        }

        return new FeelNumber(_isNegative, coefficient, exponent);
    }

    /// <summary>A number of any many digits, rounded to those that are kept; null if it is too large.</summary>
    /// <param name="value">The coefficient, with its sign.</param>
    /// <param name="exponent">The power of ten of its last digit.</param>
    /// <param name="hasRest">Whether the true value is larger by less than one of its last digits.</param>
    /// <param name="isNegative">The sign where the coefficient is 0 or has none.</param>
    internal static FeelNumber? Round(BigInteger value, int exponent, bool hasRest, bool isNegative = false)
    {
        isNegative |= value.Sign < 0;
        var size = BigInteger.Abs(value);
        var digits = DigitsOf(size);
        var drop = Math.Max(digits - Digits, LeastExponent - exponent);
        // Less than a tenth of the smallest number; to divide it by a power of ten as large as that would take long.
        if (drop > digits + 1)
            return Zero;
        if (drop > 0)
        {
            (size, exponent) = (HalfEven(size, drop, hasRest), exponent + drop);
            if (size > Most)
                (size, exponent) = (size / 10, exponent + 1);
        }

        if (size.IsZero)
            return Zero;
        for (; exponent > MostExponent && size * 10 <= Most; exponent--)
            size *= 10;
        return exponent > MostExponent ? null : new FeelNumber(isNegative, (UInt128)size, exponent);
    }

    internal static BigInteger Power(int exponent) => exponent < Powers.Length ? Powers[exponent] : BigInteger.Pow(10, exponent);

    internal static int DigitsOf(BigInteger value)
    {
        if (value.IsZero)
            return 1;
        var estimate = (int)(value.GetBitLength() * 30_103L / 100_000);
        return BigInteger.Abs(value) >= Power(estimate) ? estimate + 1 : Math.Max(1, estimate);
    }

    private static readonly UInt128 Most = (UInt128)BigInteger.Pow(10, Digits) - 1;

    // The powers of ten that 128 bits hold.
    private static readonly UInt128[] Tens = [.. Enumerable.Range(0, 39).Select(power => (UInt128)BigInteger.Pow(10, power))];
    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, 80).Select(power => BigInteger.Pow(10, power))];

    private static BigInteger HalfEven(BigInteger size, int drop, bool hasRest)
    {
        var unit = Power(drop);
        var quotient = BigInteger.DivRem(size, unit, out var rest);
        var half = (rest * 2).CompareTo(unit);
        return half > 0 || (half == 0 && (hasRest || !quotient.IsEven)) ? quotient + 1 : quotient;
    }

    // Both coefficients for one exponent, where 128 bits hold them and their sum.
    private static bool TryAlign(FeelNumber left, FeelNumber right, out UInt128 one, out UInt128 other, out int exponent)
    {
        (one, other, exponent) = (left._coefficient, right._coefficient, left._exponent);
        var shift = left._exponent - right._exponent;
        if (shift == 0)
            return true;
        if (shift is > AlignedDigits or < -AlignedDigits)
            return false;
        if (shift < 0)
        {
            if (other >= Tens[AlignedDigits + shift])
                return false;
            other *= Tens[-shift];
            return true;
        }

        if (one >= Tens[AlignedDigits - shift])
            return false;
        one *= Tens[shift];
        exponent = right._exponent;
        return true;
    }

    private const int AlignedDigits = 37;

    private static FeelNumber? Fit(bool isNegative, UInt128 coefficient, int exponent) =>
        coefficient <= Most ? new FeelNumber(isNegative, coefficient, exponent) : Round(coefficient, exponent, false, isNegative);

    // Quotients of few digits, which need no long division: 12 / 4, 7 / 8.
    private static bool TryDivideShort(FeelNumber left, FeelNumber right, out FeelNumber quotient)
    {
        const ulong Scaled = 10_000;
        const int Places = 4;
        quotient = default;
        var exponent = left._exponent - right._exponent - Places;
        if (left._coefficient > ulong.MaxValue / Scaled || right._coefficient > ulong.MaxValue || exponent is < LeastExponent or > MostExponent - Places)
            return false;
        var (digits, rest) = Math.DivRem((ulong)left._coefficient * Scaled, (ulong)right._coefficient);
        if (rest != 0)
            return false;
        for (var places = Places; places > 0 && digits % 10 == 0; places--)
        {
            digits /= 10;
            exponent++;
        }

        quotient = new FeelNumber(left._isNegative != right._isNegative, digits, exponent);
        return true;
    }

    private static FeelNumber? AddUnlike(FeelNumber left, FeelNumber right)
    {
        var exponent = Math.Min(left._exponent, right._exponent);
        // One is so small beside the other that it only tells how to round.
        if (Math.Abs(left._exponent - right._exponent) > 3 * Digits)
            return left._exponent > right._exponent ? left : right;
        return Round(left.Signed * Power(left._exponent - exponent) + right.Signed * Power(right._exponent - exponent), exponent, false);
    }
}
