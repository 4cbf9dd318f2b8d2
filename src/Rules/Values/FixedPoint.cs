using System.Numerics;

namespace Cabildo.Rules.Values;

/// <summary>Numbers as multiples of 2^-320, some 96 digits behind the point: to work out powers and logarithms of 34 digits.</summary>
internal static class FixedPoint
{
    /// <summary>Binary digits behind the point.</summary>
    public const int Bits = 320;

    // What squaring loses is less than these.
    private const int GuardBits = 64;
    private const int Halvings = 16;
    private static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>The logarithm of ten: three series that converge fast, for 10 = (32/30)^23 (50/48)^17 (162/160)^10.</summary>
    public static readonly BigInteger Ten = (46 * AreaTangent(31)) + (34 * AreaTangent(49)) + (20 * AreaTangent(161));

    /// <summary>How often the logarithm of ten is in a number, to the nearest, and the rest.</summary>
    public static (int Tens, BigInteger Remainder) SplitTens(BigInteger number)
    {
        var tens = (int)BigInteger.Divide((2 * number) + (number.Sign * Ten), 2 * Ten);
        return (tens, number - (tens * Ten));
    }

    /// <summary>e to the power of a number that is not far from 0.</summary>
    public static BigInteger Exp(BigInteger number)
    {
        // e^x = (e^(x / 2^16))^(2^16): of so small a power the series needs two dozen terms.
        const int Precision = Bits + GuardBits;
        var small = number << (GuardBits - Halvings);
        var one = BigInteger.One << Precision;
        var (sum, term) = (one, one);
        for (var n = 1; !term.IsZero; n++)
        {
            term = ((term * small) >> Precision) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = (sum * sum) >> Precision;
        return sum >> GuardBits;
    }

    /// <summary>The logarithm of a number from 1 to 10.</summary>
    public static BigInteger Log(BigInteger number)
    {
        if (number == One)
            return BigInteger.Zero;
        // Halley's method: each round makes the right digits three times as many, from the 15 of the processor's logarithm.
        const int Rough = 60;
        var roughly = Math.Log((double)(number >> (Bits - Rough)) / Math.ScaleB(1, Rough));
        var logarithm = (BigInteger)Math.ScaleB(roughly, Rough) << (Bits - Rough);
        for (var round = 0; round < 2; round++)
        {
            var power = Exp(logarithm);
            logarithm += ((number - power) << (Bits + 1)) / (number + power);
        }

        return logarithm;
    }

    /// <summary>The whole root of a whole number, rounded to the smaller.</summary>
    public static BigInteger Root(BigInteger square)
    {
        if (square.IsZero)
            return square;
        // Newton's method, from above: the first that does not get smaller is the root.
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }

    // Half the logarithm of (n + 1) / (n - 1).
    private static BigInteger AreaTangent(int inverse)
    {
        var power = (One << GuardBits) / inverse;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= inverse * inverse;
            sum += power / n;
        }

        return sum >> GuardBits;
    }
}
