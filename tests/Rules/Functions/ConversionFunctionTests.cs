namespace Cabildo.Rules.Tests.Functions;

public sealed class ConversionFunctionTests
{
    [Theory]
    [InlineData("1.000.000,01", ".", ",", "1000000.01")]
    [InlineData("1 000 000.01", " ", ".", "1000000.01")]
    [InlineData("-1000.5", null, ".", "-1000.5")]
    [InlineData("1,000", ",", null, "1000")]
    [InlineData("1,5", null, ",", "1.5")]
    public void Numbers_are_read_with_the_separators_of_a_country(string from, string? grouping, string? point, string number)
    {
        Assert.Equal(number, Call.Of("number", from, grouping, point));
        Assert.Equal(number, Call.Named("number", ("from", from), ("decimal separator", point), ("grouping separator", grouping)));
    }

    [Theory]
    [InlineData("1,000.01", " ", ".", "no-number")]
    [InlineData("1.5", null, ",", "no-number")]
    [InlineData("1,0.5", ".", ",", "no-number")]
    [InlineData("foo", ".", ",", "no-number")]
    [InlineData("", ".", ",", "no-number")]
    [InlineData("1:000", ":", ".", "wrong-separator")]
    [InlineData("1,000", ",", ":", "wrong-separator")]
    [InlineData("1,000", ",", ",", "wrong-separator")]
    [InlineData("1.000", ".", null, "wrong-separator")]
    [InlineData(null, ",", ".", "missing-value")]
    public void What_is_no_number_of_these_separators_is_refused(string? from, string? grouping, string? point, string code) =>
        Assert.Equal(code, Call.Refused("number", from, grouping, point));

    [Fact]
    public void Numbers_are_read_without_separators_too()
    {
        Assert.Equal("-1.5", Call.Of("number", "-1.5"));
        Assert.Equal("wrong-arguments", Call.Refused("number", "1", "."));
    }

    [Fact]
    public void Text_is_made_of_every_value_but_null()
    {
        Assert.Equal("\"1.1\"", Call.Of("string", 1.10m));
        Assert.Equal("\"a\"", Call.Of("string", "a"));
        Assert.Equal("\"[1, \\\"a\\\"]\"", Call.Of("string", new object[] { new object[] { 1, "a" } }));
        Assert.Equal("null", Call.Of("string", [null]));
        Assert.Equal("wrong-arguments", Call.Refused("string"));
    }

    [Theory]
    [InlineData("[1..3]", "[1..3]")]
    [InlineData(" ( -1.5 .. 3e2 [ ", "(-1.5..300)")]
    [InlineData("]18..18]", "(18..18]")]
    [InlineData("[\"a\"..\"c]\\\"\"]", "[\"a\"..\"c]\\\"\"]")]
    [InlineData("[\"\\u0061\"..\"\\U01F40E\"]", "[\"a\"..\"🐎\"]")]
    [InlineData("[@\"2025-01-01\"..date(\"2025-12-31\")]", "[2025-01-01..2025-12-31]")]
    [InlineData("[duration(\"P1D\") .. @\"P2D\"]", "[P1D..P2D]")]
    public void Ranges_are_read_with_ends_that_are_written_out(string from, string range)
    {
        Assert.Equal(range, Call.Of("range", from));
        Assert.Equal(range, Call.Named("range", ("from", from)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("[..2]")]
    [InlineData("[1..]")]
    [InlineData("[1..2")]
    [InlineData("[1.2]")]
    [InlineData("[1..2..3]")]
    [InlineData("[1...3]")]
    [InlineData(">=10")]
    [InlineData("[3..1]")]
    [InlineData("[1..\"b\"]")]
    [InlineData("[null..null]")]
    [InlineData("[\"a..b]")]
    [InlineData("[\"a\"..\"\\x\"]")]
    [InlineData("[\"a\"..\"\\U01F4")]
    [InlineData("[@\"nothing\"..@\"2025-01-01\"]")]
    [InlineData("[date(string(\"2025-01-01\"))..date(\"2025-12-31\")]")]
    [InlineData("[1+1..3]")]
    [InlineData("[@@@@@]")]
    [InlineData("[\"\"..]")]
    public void What_is_no_range_is_refused(string from) => Assert.Equal("no-range", Call.Refused("range", from));
}
