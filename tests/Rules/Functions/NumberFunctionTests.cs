namespace Cabildo.Rules.Tests.Functions;

public sealed class NumberFunctionTests
{
    [Theory]
    [InlineData("decimal", 6.5, 0, "6")]
    [InlineData("decimal", 4.875, 2.9, "4.88")]
    [InlineData("floor", -7.32, 1, "-7.4")]
    [InlineData("ceiling", -7.38, 1, "-7.3")]
    [InlineData("round up", -8.25, 1, "-8.3")]
    [InlineData("round down", -8.25, 1, "-8.2")]
    [InlineData("round half up", -8.25, 1, "-8.3")]
    [InlineData("round half down", -8.25, 1, "-8.2")]
    public void Numbers_are_rounded_to_decimals(string function, double number, double places, string rounded)
    {
        Assert.Equal(rounded, Call.Of(function, number, places));
        Assert.Equal(rounded, Call.Named(function, ("scale", places), ("n", number)));
        Assert.Equal("missing-value", Call.Refused(function, null, places));
        Assert.Equal("missing-value", Call.Refused(function, number, null));
        Assert.Equal("wrong-arguments", Call.Refused(function, number, "1"));
        Assert.Equal("out-of-range", Call.Refused(function, number, 6177));
        Assert.Equal("out-of-range", Call.Refused(function, number, -6112));
        Assert.Equal("out-of-range", Call.Refused(function, number, Call.Number("1e6000")));
    }

    [Theory]
    [InlineData("floor", -6.25, "-7")]
    [InlineData("ceiling", -6.25, "-6")]
    [InlineData("abs", -6.25, "6.25")]
    [InlineData("sqrt", 6.25, "2.5")]
    [InlineData("exp", 0, "1")]
    [InlineData("log", 1, "0")]
    [InlineData("odd", -7, "true")]
    [InlineData("odd", 18, "false")]
    [InlineData("even", -18, "true")]
    [InlineData("even", 7, "false")]
    [InlineData("odd", 7.5, "false")]
    [InlineData("even", 18.5, "false")]
    public void Functions_of_a_number_answer(string function, double number, string answer) => Assert.Equal(answer, Call.Of(function, number));

    [Theory]
    [InlineData("decimal", 6)]
    [InlineData("round up", 6)]
    [InlineData("sqrt", "6.25")]
    [InlineData("log", false)]
    [InlineData("odd", "7")]
    public void Other_values_are_refused(string function, object value) => Assert.Equal("wrong-arguments", Call.Refused(function, value));

    [Theory]
    [InlineData("sqrt", -25)]
    [InlineData("log", 0)]
    [InlineData("log", -3)]
    public void There_is_no_such_number(string function, int number) => Assert.Equal("no-such-number", Call.Refused(function, number));

    [Theory]
    [InlineData(17, 7, "3")]
    [InlineData(-17, 7, "4")]
    [InlineData(17, -7, "-4")]
    [InlineData(-17, -7, "-3")]
    [InlineData(9.5, 3.75, "2")]
    [InlineData(-9.5, 3.75, "1.75")]
    public void Modulo_has_the_sign_of_the_divisor(double dividend, double divisor, string rest) => Assert.Equal(rest, Call.Of("modulo", dividend, divisor));

    [Fact]
    public void Nothing_is_divided_by_0() => Assert.Equal("division-by-zero", Call.Refused("modulo", 17, 0));

    [Fact]
    public void What_is_too_large_is_null() => Assert.Equal("number-too-large", Call.Refused("exp", 20_000));

    [Fact]
    public void Only_numbers_and_durations_have_an_absolute_value() => Assert.Equal("wrong-arguments", Call.Refused("abs", "-6.25"));
}
