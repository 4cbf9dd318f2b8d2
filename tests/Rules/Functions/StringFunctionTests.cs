namespace Cabildo.Rules.Tests.Functions;

public sealed class StringFunctionTests
{
    [Theory]
    [InlineData("lighthouse", 6, null, "house")]
    [InlineData("lighthouse", 2, 4, "ight")]
    [InlineData("lighthouse", 2, 4.9, "ight")]
    [InlineData("lighthouse", -3, 2, "us")]
    [InlineData("lighthouse", -10, 10, "lighthouse")]
    [InlineData("lighthouse", 9, 7, "se")]
    [InlineData("lighthouse", 9, 0, "")]
    [InlineData("k🦉lm🌊n", 2, 4, "🦉lm🌊")]
    [InlineData("k🦉lm🌊n", -2, null, "🌊n")]
    public void Parts_of_text_are_counted_in_letters_from_either_end(string text, double start, object? length, string part)
    {
        var quoted = $"\"{part}\"";

        Assert.Equal(quoted, length is null ? Call.Of("substring", text, start) : Call.Of("substring", text, start, length));
        Assert.Equal(quoted, length is null ? Call.Named("substring", ("start position", start), ("string", text)) : Call.Named("substring", ("string", text), ("start position", start), ("length", length)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(-11)]
    public void There_is_no_letter_outside_of_a_text(int start) => Assert.Equal("out-of-range", Call.Refused("substring", "lighthouse", start));

    [Fact]
    public void No_text_has_fewer_letters_than_none() => Assert.Equal("out-of-range", Call.Refused("substring", "lighthouse", 4, -2));

    [Theory]
    [InlineData("", "0")]
    [InlineData("lamp", "4")]
    [InlineData("🌊k🦉", "3")]
    [InlineData("\r\n", "2")]
    public void Letters_are_code_points(string text, string length) => Assert.Equal(length, Call.Of("string length", text));

    [Theory]
    [InlineData("substring before", "lighthouse", "house", "\"light\"")]
    [InlineData("substring before", "lighthouse", "z", "\"\"")]
    [InlineData("substring before", "lamp", "", "\"\"")]
    [InlineData("substring after", "lighthouse", "tho", "\"use\"")]
    [InlineData("substring after", "lighthouse", "z", "\"\"")]
    [InlineData("substring after", "lamp", "", "\"lamp\"")]
    [InlineData("contains", "lighthouse", "tho", "true")]
    [InlineData("contains", "lighthouse", "THO", "false")]
    [InlineData("contains", "", "", "true")]
    [InlineData("starts with", "lighthouse", "lig", "true")]
    [InlineData("starts with", "lighthouse", "house", "false")]
    [InlineData("ends with", "lighthouse", "house", "true")]
    [InlineData("ends with", "lighthouse", "lig", "false")]
    // Letters that a language writes as one are still two.
    [InlineData("contains", "ma\u00F1ana", "n\u0303", "false")]
    [InlineData("starts with", "n\u0303u", "n", "true")]
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
        Assert.Equal("\"MINING TIN 4\"", Call.Of("upper case", "mining tin 4"));
        Assert.Equal("\"mining tin 4\"", Call.Of("lower case", "MINING TIN 4"));
        Assert.Equal("missing-value", Call.Refused("lower case", [null]));
    }

    [Fact]
    public void Texts_are_joined_without_those_that_are_not_there()
    {
        Assert.Equal("\"oak, ash\"", Call.Of("string join", new object?[] { null, "oak", null, "ash" }, ", "));
        Assert.Equal("\"oakash\"", Call.Of("string join", new object?[] { "oak", "ash" }, null));
        Assert.Equal("\"oakash\"", Call.Of("string join", [new object?[] { "oak", "ash" }]));
        Assert.Equal("\"\"", Call.Of("string join", Array.Empty<object>(), ", "));
        Assert.Equal("\"oak\"", Call.Named("string join", ("delimiter", ", "), ("list", "oak")));
        Assert.Equal("wrong-type", Call.Refused("string join", new object[] { "oak", 4 }, ", "));
        Assert.Equal("missing-value", Call.Refused("string join", null, ", "));
    }
}
