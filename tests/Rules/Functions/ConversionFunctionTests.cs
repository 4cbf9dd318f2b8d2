namespace Cabildo.Rules.Tests.Functions;

public sealed class ConversionFunctionTests
{
    [Theory]
    [InlineData("7.250.318,6", ".", ",", "7250318.6")]
    [InlineData("48 305.75", " ", ".", "48305.75")]
    [InlineData("-620.25", null, ".", "-620.25")]
    [InlineData("86,400", ",", null, "86400")]
    [InlineData("0,125", null, ",", "0.125")]
    public void Numbers_are_read_with_the_separators_of_a_country(string from, string? grouping, string? point, string number)
    {
        Assert.Equal(number, Call.Of("number", from, grouping, point));
        Assert.Equal(number, Call.Named("number", ("from", from), ("decimal separator", point), ("grouping separator", grouping)));
    }

    [Theory]
    [InlineData("48,305.75", " ", ".", "no-number")]
    [InlineData("620.25", null, ",", "no-number")]
    [InlineData("48,305.75", ".", ",", "no-number")]
    [InlineData("many", ".", ",", "no-number")]
    [InlineData("", ".", ",", "no-number")]
    [InlineData("48'305", "'", ".", "wrong-separator")]
    [InlineData("48,305", ",", ";", "wrong-separator")]
    [InlineData("48.305", ".", ".", "wrong-separator")]
    [InlineData("48.305", ".", null, "wrong-separator")]
    [InlineData(null, " ", ",", "missing-value")]
    public void What_is_no_number_of_these_separators_is_refused(string? from, string? grouping, string? point, string code) =>
        Assert.Equal(code, Call.Refused("number", from, grouping, point));

    [Fact]
    public void Numbers_are_read_without_separators_too()
    {
        Assert.Equal("-620.25", Call.Of("number", "-620.25"));
        Assert.Equal("wrong-arguments", Call.Refused("number", "620", ","));
    }

    [Fact]
    public void Text_is_made_of_every_value_but_null()
    {
        Assert.Equal("\"48.5\"", Call.Of("string", 48.50m));
        Assert.Equal("\"oak\"", Call.Of("string", "oak"));
        Assert.Equal("\"[\\\"oak\\\", 48]\"", Call.Of("string", new object[] { new object[] { "oak", 48 } }));
        Assert.Equal("null", Call.Of("string", [null]));
        Assert.Equal("wrong-arguments", Call.Refused("string"));
    }

    [Theory]
    [InlineData("[7..45]", "[7..45]")]
    [InlineData(" ( -0.25 .. 6e3 [ ", "(-0.25..6000)")]
    [InlineData("]62..65]", "(62..65]")]
    [InlineData("[\"kiln\"..\"oven]\\\"\"]", "[\"kiln\"..\"oven]\\\"\"]")]
    [InlineData("[\"\\u006b\"..\"\\U01F989\"]", "[\"k\"..\"🦉\"]")]
    [InlineData("[@\"1988-08-23\"..date(\"1996-02-29\")]", "[1988-08-23..1996-02-29]")]
    [InlineData("[duration(\"PT9H\") .. @\"PT15H\"]", "[PT9H..PT15H]")]
    public void Ranges_are_read_with_ends_that_are_written_out(string from, string range)
    {
        Assert.Equal(range, Call.Of("range", from));
        Assert.Equal(range, Call.Named("range", ("from", from)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("()")]
    [InlineData("[..45]")]
    [InlineData("[7..]")]
    [InlineData("(7..45")]
    [InlineData("[7.45]")]
    [InlineData("[7..20..45]")]
    [InlineData("[7...45]")]
    [InlineData("<45")]
    [InlineData("[45..7]")]
    [InlineData("[7..\"oven\"]")]
    [InlineData("(null..null)")]
    [InlineData("[\"kiln..oven]")]
    [InlineData("[\"kiln\"..\"\\q\"]")]
    [InlineData("[\"kiln\"..\"\\U01F9")]
    [InlineData("[@\"1988-08-32\"..@\"1996-02-29\"]")]
    [InlineData("[date(string(\"1988-08-23\"))..date(\"1996-02-29\")]")]
    [InlineData("[7*6..45]")]
    [InlineData("[@@..@@]")]
    [InlineData("[..\"\"]")]
    public void What_is_no_range_is_refused(string from) => Assert.Equal("no-range", Call.Refused("range", from));
}
