using System.Numerics;

namespace Cabildo.Rules.Values;

/// <content>Which of two is larger, and whether they are the same.</content>
public readonly partial struct FeelNumber
{
    /// <summary>Whether both are the same value, however written.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => !left.Equals(right);

    /// <summary>Whether the left is smaller.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is not larger.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is larger.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is not smaller.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public int CompareTo(FeelNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var size = CompareSize(this, other);
        return Math.Sign(_isNegative ? -size : size);
    }

    /// <inheritdoc />
    public bool Equals(FeelNumber other) => CompareTo(other) == 0;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var plain = Normalised();
        return HashCode.Combine(plain._coefficient, plain._coefficient == 0 ? 0 : plain._exponent, plain._isNegative);
    }

    private static int CompareSize(FeelNumber left, FeelNumber right)
    {
        // Both are 0 then: numbers of different signs do not come here.
        if (left._coefficient == 0)
            return 0;
        if (TryAlign(left, right, out var one, out var another, out _))
            return one.CompareTo(another);
        var exponent = Math.Min(left._exponent, right._exponent);
        if (Math.Abs(left._exponent - right._exponent) > 2 * Digits)
            return left._exponent.CompareTo(right._exponent);
        return ((BigInteger)left._coefficient * Power(left._exponent - exponent)).CompareTo((BigInteger)right._coefficient * Power(right._exponent - exponent));
    }
}
