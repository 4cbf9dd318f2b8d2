namespace Cabildo.Rules.Tests.Functions;

public sealed class StringFunctionTests
{
    [Theory]
    [InlineData("foobar", 3, null, "obar")]
    [InlineData("foobar", 3, 3, "oba")]
    [InlineData("foobar", 3, 3.8, "oba")]
    [InlineData("foobar", -2, 1, "a")]
    [InlineData("foobar", -6, 6, "foobar")]
    [InlineData("foobar", 5, 10, "ar")]
    [InlineData("foobar", 5, 0, "")]
    [InlineData("a🐎b😀c", 2, 3, "🐎b😀")]
    [InlineData("a🐎b😀c", -2, null, "😀c")]
    public void Parts_of_text_are_counted_in_letters_from_either_end(string text, double start, object? length, string part)
    {
        var quoted = $"\"{part}\"";

        Assert.Equal(quoted, length is null ? Call.Of("substring", text, start) : Call.Of("substring", text, start, length));
        Assert.Equal(quoted, length is null ? Call.Named("substring", ("start position", start), ("string", text)) : Call.Named("substring", ("string", text), ("start position", start), ("length", length)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-7)]
    public void There_is_no_letter_outside_of_a_text(int start) => Assert.Equal("out-of-range", Call.Refused("substring", "foobar", start));

    [Fact]
    public void No_text_has_fewer_letters_than_none() => Assert.Equal("out-of-range", Call.Refused("substring", "foobar", 1, -1));

    [Theory]
    [InlineData("", "0")]
    [InlineData("abc", "3")]
    [InlineData("🐎😀", "2")]
    [InlineData("\t", "1")]
    public void Letters_are_code_points(string text, string length) => Assert.Equal(length, Call.Of("string length", text));

    [Theory]
    [InlineData("substring before", "foobar", "bar", "\"foo\"")]
    [InlineData("substring before", "foobar", "x", "\"\"")]
    [InlineData("substring before", "abc", "", "\"\"")]
    [InlineData("substring after", "foobar", "ob", "\"ar\"")]
    [InlineData("substring after", "foobar", "x", "\"\"")]
    [InlineData("substring after", "abc", "", "\"abc\"")]
    [InlineData("contains", "foobar", "ob", "true")]
    [InlineData("contains", "foobar", "OB", "false")]
    [InlineData("contains", "", "", "true")]
    [InlineData("starts with", "foobar", "fo", "true")]
    [InlineData("starts with", "foobar", "bar", "false")]
    [InlineData("ends with", "foobar", "bar", "true")]
    [InlineData("ends with", "foobar", "fo", "false")]
    // Letters that a language writes as one are still two.
    [InlineData("contains", "caf\u00E9", "e", "false")]
    [InlineData("starts with", "a\u0301", "a", "true")]
    public void Texts_are_found_in_texts(string function, string text, string match, string answer)
    {
        Assert.Equal(answer, Call.Of(function, text, match));
        Assert.Equal(answer, Call.Named(function, ("match", match), ("string", text)));
        Assert.Equal("missing-value", Call.Refused(function, text, null));
        Assert.Equal("missing-value", Call.Refused(function, null, match));
        Assert.Equal("wrong-arguments", Call.Refused(function, text, 1));
    }

    [Fact]
    public void Letters_become_capital_or_small_in_the_same_way_everywhere()
    {
        Assert.Equal("\"TITLE I 1\"", Call.Of("upper case", "title i 1"));
        Assert.Equal("\"title i 1\"", Call.Of("lower case", "TITLE I 1"));
        Assert.Equal("missing-value", Call.Refused("lower case", [null]));
    }

    [Fact]
    public void Texts_are_joined_without_those_that_are_not_there()
    {
        Assert.Equal("\"aXc\"", Call.Of("string join", new object?[] { "a", null, "c" }, "X"));
        Assert.Equal("\"ac\"", Call.Of("string join", new object?[] { "a", "c" }, null));
        Assert.Equal("\"ac\"", Call.Of("string join", [new object?[] { "a", "c" }]));
        Assert.Equal("\"\"", Call.Of("string join", Array.Empty<object>(), "X"));
        Assert.Equal("\"a\"", Call.Named("string join", ("delimiter", "X"), ("list", "a")));
        Assert.Equal("wrong-type", Call.Refused("string join", new object[] { 1, 2 }, "X"));
        Assert.Equal("missing-value", Call.Refused("string join", null, "X"));
    }
}
