using System.Globalization;
using System.Numerics;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Values;

public sealed class FeelNumberTests
{
    private const int Rounds = 4_000;
    private readonly Random _random = new(20_251);

    [Fact]
    public void Sums_and_differences_are_the_exact_ones_rounded_half_to_even()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var (left, right) = (Any(), Any());

            Assert.Equal(Exactly.Of(left) + Exactly.Of(right), FeelNumber.Add(left, right));
            Assert.Equal(Exactly.Of(left) - Exactly.Of(right), FeelNumber.Subtract(left, right));
        }
    }

    [Fact]
    public void Products_and_quotients_are_the_exact_ones_rounded_half_to_even()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var (left, right) = (Any(), Any());

            Assert.Equal(Exactly.Of(left) * Exactly.Of(right), FeelNumber.Multiply(left, right));
            if (right.Sign != 0)
                Assert.Equal(Exactly.Of(left) / Exactly.Of(right), FeelNumber.Divide(left, right));
        }
    }

    [Fact]
    public void Order_equality_and_hash_are_those_of_the_exact_values()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var (left, right) = (Any(), Any());
            var longer = FeelNumber.Multiply(left, One(30))!.Value;

            Assert.Equal(Exactly.Of(left).Order(Exactly.Of(right)), left.CompareTo(right));
            Assert.Equal(Exactly.Of(left).Order(Exactly.Of(longer)), left.CompareTo(longer));
            Assert.Equal(left == longer, left.GetHashCode() == longer.GetHashCode());
        }
    }

    [Fact]
    public void Text_and_back_is_the_same_number()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var number = Any();

            Assert.True(FeelNumber.TryParse(number.ToString(), out var read));
            Assert.Equal(number, read);
        }
    }

    [Fact]
    public void Modulo_is_what_is_left_of_the_quotient_rounded_to_the_smaller()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var (dividend, divisor) = (Any(), Any());
            if (divisor.Sign != 0)
                Assert.Equal(Exactly.Of(dividend).Modulo(Exactly.Of(divisor)), FeelNumber.Modulo(dividend, divisor));
        }
    }

    [Theory]
    [InlineData("1e6000", "7", "1")]
    [InlineData("-1e6000", "7", "6")]
    [InlineData("3", "-1e6000", "-1e6000")]
    [InlineData("9999999999999999999999999999999999", "0.0000000000000000000000000000000007", "0.0000000000000000000000000000000005")]
    public void Modulo_of_numbers_far_apart_is_quick_and_exact(string dividend, string divisor, string rest) =>
        Assert.Equal(Number(rest), FeelNumber.Modulo(Number(dividend), Number(divisor)));

    [Theory]
    [InlineData("9999999999999999999999999999999999", "1", "10000000000000000000000000000000000")]
    [InlineData("1000000000000000000000000000000001", "0.5", "1000000000000000000000000000000002")]
    [InlineData("1000000000000000000000000000000002", "0.5", "1000000000000000000000000000000002")]
    [InlineData("1", "-1e-50", "1")]
    [InlineData("0", "1e-6176", "1e-6176")]
    public void Sums_at_the_edge_of_34_digits_are_rounded_half_to_even(string left, string right, string sum) =>
        Assert.Equal(Number(sum), FeelNumber.Add(Number(left), Number(right)));

    [Fact]
    public void What_is_too_large_is_no_number_and_what_is_too_small_is_0()
    {
        var largest = Number("9999999999999999999999999999999999e6111");

        Assert.Null(FeelNumber.Add(largest, largest));
        Assert.Null(FeelNumber.Multiply(largest, 10));
        Assert.Null(FeelNumber.Divide(largest, Number("0.1")));
        Assert.Null(FeelNumber.Divide(1, 0));
        Assert.Equal(largest, FeelNumber.Add(largest, Number("1e6000")));
        Assert.Equal(FeelNumber.Zero, FeelNumber.Multiply(Number("1e-6000"), Number("1e-6000")));
        Assert.Equal(Number("1e-6176"), FeelNumber.Multiply(Number("1e-6000"), Number("6e-177")));
        Assert.Equal(FeelNumber.Zero, FeelNumber.Multiply(Number("1e-6000"), Number("5e-177")));
    }

    [Theory]
    [InlineData("1e6144", true)]
    [InlineData("1e6145", false)]
    [InlineData("1e-100000", true)]
    [InlineData("1e100001", false)]
    [InlineData(".5", true)]
    [InlineData("-.5E+2", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData(".", false)]
    [InlineData("1e", false)]
    [InlineData("1 ", false)]
    [InlineData("--1", false)]
    [InlineData("1.2.3", false)]
    [InlineData("0x1", false)]
    [InlineData("NaN", false)]
    [InlineData("\u0661", false)]
    public void Numbers_are_read_as_XML_Schema_writes_them(string text, bool isNumber) => Assert.Equal(isNumber, FeelNumber.TryParse(text, out _));

    [Theory]
    [InlineData("0.00", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1.20e3", "1200")]
    [InlineData("-12e-4", "-0.0012")]
    [InlineData("10e-1", "1")]
    public void Numbers_are_written_without_exponents_and_needless_zeros(string read, string written) => Assert.Equal(written, Number(read).ToString());

    [Fact]
    public void Numbers_of_the_framework_are_the_same_numbers()
    {
        Assert.Equal(Number("-9223372036854775808"), (FeelNumber)long.MinValue);
        Assert.Equal(Number("79228162514264337593543950335"), (FeelNumber)decimal.MaxValue);
        Assert.Equal(Number("-0.0000000000000000000000000001"), (FeelNumber)(-0.0000000000000000000000000001m));
        Assert.True(Number("-9.223372036854775808e18").TryToInt64(out var least));
        Assert.Equal(long.MinValue, least);
        Assert.False(Number("9223372036854775808").TryToInt64(out _));
        Assert.False(Number("0.5").TryToInt64(out _));
        Assert.False(Number("2147483648").TryToInt32(out _));
    }

    [Fact]
    public void Sums_products_and_comparisons_of_small_numbers_leave_nothing_behind()
    {
        FeelNumber price = 19.99m, times = 12, tax = -1.21m;
        _ = Count(price, times, tax);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var count = Count(price, times, tax);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, count);
    }

    private static int Count(FeelNumber price, FeelNumber times, FeelNumber tax)
    {
        var count = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var product = FeelNumber.Multiply(price, times)!.Value;
            count += FeelNumber.Add(product, tax)!.Value < product ? 1 : 0;
            count += FeelNumber.Subtract(times, price)!.Value != tax ? 1 : 0;
        }

        return count;
    }

    private static FeelNumber Number(string text) => FeelNumber.TryParse(text, out var number) ? number : throw new FormatException(text);

    // 1, with so many zeros behind its point.
    private static FeelNumber One(int zeros) => Number("1." + new string('0', zeros));

    // Short and long ones, with many zeros and nines, near each other and far apart.
    private FeelNumber Any()
    {
        var digits = new char[_random.Next(1, _random.Next(2) == 0 ? 6 : 35)];
        for (var i = 0; i < digits.Length; i++)
            digits[i] = _random.Next(3) switch { 0 => '0', 1 => '9', _ => (char)('0' + _random.Next(10)) };
        var exponent = _random.Next(4) == 0 ? _random.Next(-150, 150) : _random.Next(-20, 10);
        return Number(string.Create(CultureInfo.InvariantCulture, $"{(_random.Next(2) == 0 ? "-" : "")}{new string(digits)}e{exponent}"));
    }

    /// <summary>A fraction, exact; rounded only at the end, by long division.</summary>
    private sealed record Exactly(BigInteger Over, BigInteger Under)
    {
        public static Exactly Of(FeelNumber number) => new(
            number.Signed * (number.Scale > 0 ? BigInteger.Pow(10, number.Scale) : 1),
            number.Scale < 0 ? BigInteger.Pow(10, -number.Scale) : 1);

        public static FeelNumber operator +(Exactly left, Exactly right) => Rounded((left.Over * right.Under) + (right.Over * left.Under), left.Under * right.Under);

        public static FeelNumber operator -(Exactly left, Exactly right) => left + new Exactly(-right.Over, right.Under);

        public static FeelNumber operator *(Exactly left, Exactly right) => Rounded(left.Over * right.Over, left.Under * right.Under);

        public static FeelNumber operator /(Exactly left, Exactly right) => Rounded(left.Over * right.Under, left.Under * right.Over);

        public int Order(Exactly other) => (Over * other.Under).CompareTo(other.Over * Under);

        public FeelNumber Modulo(Exactly divisor)
        {
            var (over, under) = (Over * divisor.Under, Under * divisor.Over);
            var quotient = BigInteger.DivRem(over, under, out var left);
            if (!left.IsZero && (left.Sign < 0) != (under.Sign < 0))
                quotient--;
            return Rounded((Over * divisor.Under) - (divisor.Over * quotient * Under), Under * divisor.Under);
        }

        private static FeelNumber Rounded(BigInteger over, BigInteger under)
        {
            var isNegative = (over.Sign < 0) != (under.Sign < 0);
            (over, under) = (BigInteger.Abs(over), BigInteger.Abs(under));
            if (over.IsZero)
                return FeelNumber.Zero;
            var (least, exponent) = (BigInteger.Pow(10, 33), 0);
            for (; over >= under * least * 10; exponent++)
                under *= 10;
            for (; over < under * least; exponent--)
                over *= 10;
            var digits = BigInteger.DivRem(over, under, out var left);
            var half = (left * 2).CompareTo(under);
            if (half > 0 || (half == 0 && !digits.IsEven))
                digits++;
            return Number(string.Create(CultureInfo.InvariantCulture, $"{(isNegative ? "-" : "")}{digits}e{exponent}"));
        }
    }
}
