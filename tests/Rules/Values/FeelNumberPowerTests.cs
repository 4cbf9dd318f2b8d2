using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Values;

public sealed class FeelNumberPowerTests
{
    [Theory]
    [InlineData("2", "10", "1024")]
    [InlineData("10", "-5", "0.00001")]
    [InlineData("-3", "2", "9")]
    [InlineData("-3", "3", "-27")]
    [InlineData("1.5", "2", "2.25")]
    [InlineData("2", "0.5", "1.414213562373095048801688724209698")]
    [InlineData("2.5", "1.5", "3.952847075210474164998616930540898")]
    [InlineData("3", "-7", "0.0004572473708276177411979881115683585")]
    [InlineData("4", "0.5", "2")]
    [InlineData("4", "-0.5", "0.5")]
    [InlineData("0", "0", "1")]
    [InlineData("0", "2", "0")]
    [InlineData("0", "-1", null)]
    [InlineData("-4", "0.5", null)]
    [InlineData("1", "1e6000", "1")]
    [InlineData("-1", "9999999999999999999999999999999999", "-1")]
    [InlineData("-1", "1e40", "1")]
    [InlineData("10", "6144", "1e6144")]
    [InlineData("10", "6145", null)]
    [InlineData("10", "-6176", "1e-6176")]
    [InlineData("10", "-6178", "0")]
    [InlineData("2", "1e6000", null)]
    [InlineData("0.5", "1e6000", "0")]
    [InlineData("2", "1e-6000", "1")]
    [InlineData("1.0000001", "1000000", "1.105170912549793416638382709346716")]
    [InlineData("1.000000000000000000000000000000001", "1e33", "2.718281828459045235360287471352661")]
    [InlineData("99999999999999999999999999999999.99", "192", "9999999999999999999999999999999808e6110")]
    public void Powers_are_right_to_34_digits(string number, string exponent, string? power) =>
        Assert.Equal(power, Text(FeelNumber.Power(Number(number), Number(exponent)), power));

    [Theory]
    [InlineData("0", "1")]
    [InlineData("1", "2.718281828459045235360287471352662")]
    [InlineData("-1", "0.3678794411714423215955237701614609")]
    [InlineData("4", "54.59815003314423907811026120286088")]
    [InlineData("0.1", "1.105170918075647624811707826490247")]
    [InlineData("1e-6000", "1")]
    [InlineData("-1e-40", "1")]
    [InlineData("14149.3", "9.181482138384384923496523700235547e6144")]
    [InlineData("14150", null)]
    [InlineData("1e6144", null)]
    [InlineData("-14300", "0")]
    [InlineData("-1e6144", "0")]
    public void Powers_of_e_are_right_to_34_digits(string number, string? power) => Assert.Equal(power, Text(FeelNumber.Exp(Number(number)), power));

    [Theory]
    [InlineData("1", "0")]
    [InlineData("4", "1.386294361119890618834464242916353")]
    [InlineData("10", "2.302585092994045684017991454684364")]
    [InlineData("0.999", "-0.001000500333583533500142982254068345")]
    [InlineData("1e-6000", "-13815.51055796427410410794872810618525")]
    [InlineData("1.000000000000000000000000000000001", "9.999999999999999999999999999999995e-34")]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    public void Logarithms_are_right_to_34_digits(string number, string? logarithm) => Assert.Equal(logarithm, Text(FeelNumber.Log(Number(number)), logarithm));

    [Theory]
    [InlineData("4", "2")]
    [InlineData("0.25", "0.5")]
    [InlineData("1e-6176", "1e-3088")]
    [InlineData("1e6143", "3.162277660168379331998893544432719e3071")]
    [InlineData("2", "1.414213562373095048801688724209698")]
    [InlineData("0", "0")]
    [InlineData("-1", null)]
    public void Roots_are_right_to_34_digits(string number, string? root) => Assert.Equal(root, Text(FeelNumber.Sqrt(Number(number)), root));

    [Fact]
    public void The_logarithm_of_a_power_of_e_is_the_number()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            FeelNumber number = (decimal)((random.NextDouble() - 0.5) * 200);

            var back = FeelNumber.Log(FeelNumber.Exp(number)!.Value)!.Value;

            Assert.True(FeelNumber.Subtract(number, back)!.Value.Abs() < Number("1e-31"), $"{number} {back}");
        }
    }

    [Fact]
    public void The_square_of_a_root_is_the_nearest_that_34_digits_allow()
    {
        var random = new Random(8);
        for (var i = 0; i < 500; i++)
        {
            FeelNumber number = random.NextInt64();

            var root = FeelNumber.Sqrt(number)!.Value;

            Assert.True(FeelNumber.Subtract(FeelNumber.Multiply(root, root)!.Value, number)!.Value.Abs() < Number("1e-14"), $"{number} {root}");
        }
    }

    [Theory]
    [InlineData("2.5", 0, "HalfEven", "2")]
    [InlineData("3.5", 0, "HalfEven", "4")]
    [InlineData("-2.5", 0, "HalfUp", "-3")]
    [InlineData("-2.5", 0, "HalfDown", "-2")]
    [InlineData("2.51", 0, "HalfDown", "3")]
    [InlineData("-1.126", 2, "Up", "-1.13")]
    [InlineData("-1.126", 2, "Down", "-1.12")]
    [InlineData("-1.5", 0, "Floor", "-2")]
    [InlineData("-1.5", 0, "Ceiling", "-1")]
    [InlineData("1e-6176", 0, "Ceiling", "1")]
    [InlineData("149", -2, "HalfUp", "100")]
    [InlineData("1", -6111, "Up", "1e6111")]
    [InlineData("9999999999999999999999999999999999", -1, "Up", "1e34")]
    [InlineData("5", -50, "HalfUp", "0")]
    [InlineData("5.5", 6176, "Up", "5.5")]
    [InlineData("5.5", 6177, "Up", null)]
    [InlineData("5.5", -6112, "Up", null)]
    public void Numbers_are_rounded_as_asked(string number, int places, string rounding, string? rounded) =>
        Assert.Equal(rounded, Text(Number(number).RoundTo(places, Enum.Parse<Rounding>(rounding)), rounded));

    [Fact]
    public void The_longest_powers_take_no_time()
    {
        var start = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < 1_000; i++)
            FeelNumber.Power(Number("1.000000000000000000000000000000001"), Number("9999999999999999999999999999999999"));

        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    private static FeelNumber Number(string text) => FeelNumber.TryParse(text, out var number) ? number : throw new FormatException(text);

    // As the expected one is written where they are the same.
    private static string? Text(FeelNumber? number, string? expected) =>
        number is { } known && expected is not null && known == Number(expected) ? expected : number?.ToString();
}
