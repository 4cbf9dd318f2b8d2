namespace Cabildo.Rules.Tests.Functions;

public sealed class NumberFunctionTests
{
    [Theory]
    [InlineData("decimal", 2.5, 0, "2")]
    [InlineData("decimal", 0.335, 2.9, "0.34")]
    [InlineData("floor", -1.56, 1, "-1.6")]
    [InlineData("ceiling", -1.56, 1, "-1.5")]
    [InlineData("round up", -5.5, 0, "-6")]
    [InlineData("round down", -5.5, 0, "-5")]
    [InlineData("round half up", -5.5, 0, "-6")]
    [InlineData("round half down", -5.5, 0, "-5")]
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
    [InlineData("floor", -1.5, "-2")]
    [InlineData("ceiling", -1.5, "-1")]
    [InlineData("abs", -1.5, "1.5")]
    [InlineData("sqrt", 16, "4")]
    [InlineData("exp", 0, "1")]
    [InlineData("log", 1, "0")]
    [InlineData("odd", -3, "true")]
    [InlineData("odd", 2, "false")]
    [InlineData("even", -2, "true")]
    [InlineData("even", 3, "false")]
    [InlineData("odd", 1.5, "false")]
    [InlineData("even", 1.5, "false")]
    public void Functions_of_a_number_answer(string function, double number, string answer) => Assert.Equal(answer, Call.Of(function, number));

    [Theory]
    [InlineData("decimal", 1)]
    [InlineData("round up", 1)]
    [InlineData("sqrt", "4")]
    [InlineData("log", true)]
    [InlineData("odd", "1")]
    public void Other_values_are_refused(string function, object value) => Assert.Equal("wrong-arguments", Call.Refused(function, value));

    [Theory]
    [InlineData("sqrt", -1)]
    [InlineData("log", 0)]
    public void There_is_no_such_number(string function, int number) => Assert.Equal("no-such-number", Call.Refused(function, number));

    [Theory]
    [InlineData(12, 5, "2")]
    [InlineData(-12, 5, "3")]
    [InlineData(12, -5, "-3")]
    [InlineData(-12, -5, "-2")]
    [InlineData(10.1, 4.5, "1.1")]
    [InlineData(-10.1, 4.5, "3.4")]
    public void Modulo_has_the_sign_of_the_divisor(double dividend, double divisor, string rest) => Assert.Equal(rest, Call.Of("modulo", dividend, divisor));

    [Fact]
    public void Nothing_is_divided_by_0() => Assert.Equal("division-by-zero", Call.Refused("modulo", 10, 0));

    [Fact]
    public void What_is_too_large_is_null() => Assert.Equal("number-too-large", Call.Refused("exp", 20_000));

    [Fact]
    public void Only_numbers_and_durations_have_an_absolute_value() => Assert.Equal("wrong-type", Call.Refused("abs", "-1"));
}
