namespace Cabildo.Rules.Tests.Functions;

public sealed class PatternTests
{
    [Theory]
    [InlineData("abracadabra", "bra", null, true)]
    [InlineData("abracadabra", "^a.*a$", null, true)]
    [InlineData("abracadabra", "^bra", null, false)]
    // The point, and the ends of text and lines.
    [InlineData("a\nb", "a.b", null, false)]
    [InlineData("a\rb", "a.b", null, false)]
    [InlineData("a\nb", "a.b", "s", true)]
    [InlineData("a\n", "^a$", null, false)]
    [InlineData("a\nb\n", "^b$", "m", true)]
    [InlineData("a\nb\n", "^b$", null, false)]
    [InlineData("a\n", "^$", "m", false)]
    [InlineData("a\n\n", "^$", "m", true)]
    [InlineData("", "^$", "m", true)]
    // Letters outside of the first 65,536.
    [InlineData("🐎", "^.$", null, true)]
    [InlineData("🐎", "^[^a]$", null, true)]
    [InlineData("🐎", "^[🐀-🐿]$", null, true)]
    [InlineData("🐎", "^[😀-🙏]$", null, false)]
    [InlineData("🐎🐎", "^🐎{2}$", null, true)]
    [InlineData("𝐀", @"^\p{Lu}$", null, true)]
    // Classes.
    [InlineData("q", "^[a-z-[aeiou]]$", null, true)]
    [InlineData("e", "^[a-z-[aeiou]]$", null, false)]
    [InlineData("e", "^[a-z-[a-z-[aeiou]]]$", null, true)]
    [InlineData("-", "^[a-]$", null, true)]
    [InlineData("-", "^[-a]$", null, true)]
    [InlineData("^", "^[a^]$", null, true)]
    [InlineData("]", @"^[\]]$", null, true)]
    [InlineData("é", @"^\w$", null, true)]
    [InlineData("_", @"^\w$", null, false)]
    [InlineData("٣", @"^\d$", null, true)]
    [InlineData("\u00A0", @"^\s$", null, false)]
    [InlineData("\t", @"^[\s\d]$", null, true)]
    [InlineData("a", @"^[\S-[a]]$", null, false)]
    [InlineData("x-y", @"^\i\c*$", null, true)]
    [InlineData("1x", @"^\i\c*$", null, false)]
    [InlineData("λ", @"^\p{IsGreek}$", null, true)]
    [InlineData("ß", @"^\p{IsBasicLatin}$", null, false)]
    [InlineData("ß", @"^\P{IsBasicLatin}$", null, true)]
    [InlineData("😀", @"^\p{IsEmoticons}$", null, true)]
    // Case.
    [InlineData("ABC", "abc", null, false)]
    [InlineData("ABC", "abc", "i", true)]
    [InlineData("\u212A", "k", "i", true)]
    [InlineData("o", "[A-Z-[OI]]", "i", false)]
    [InlineData("x", "[A-Z-[OI]]", "i", true)]
    [InlineData("q", "[^Q]", "i", false)]
    [InlineData("a", @"\p{Lu}", "i", false)]
    [InlineData("Σς", "^σ+$", "i", true)]
    // What groups took.
    [InlineData("abab", @"^(ab)\1$", null, true)]
    [InlineData("abAB", @"^(ab)\1$", null, false)]
    [InlineData("abAB", @"^(ab)\1$", "i", true)]
    [InlineData("ab0", @"^(ab)?\10$", null, false)]
    [InlineData("0", @"^(ab)?\10$", null, true)]
    [InlineData("aa", @"^(?:a)(a)$", null, true)]
    // Repeated.
    [InlineData("aaa", "^a{2}$", null, false)]
    [InlineData("aaa", "^a{2,}$", null, true)]
    [InlineData("aaa", "^a{1,2}a??$", null, true)]
    [InlineData("", "^(|a)$", null, true)]
    // Spaces for the reader.
    [InlineData("hello world", "he llo [ ] world", "x", true)]
    [InlineData("hello world", @"hello\ sworld", "x", true)]
    [InlineData("hello", @"\p{ I s BasicLatin }+", "x", true)]
    [InlineData("[ ]", @"^ \[ [ ] \] $", "x", true)]
    // Nothing but itself.
    [InlineData("a.b", "A.B", "qi", true)]
    [InlineData("axb", "a.b", "q", false)]
    [InlineData("a b", "a b", "qx", true)]
    public void Patterns_match_as_XPath_has_it(string text, string pattern, string? flags, bool isMatch) =>
        Assert.Equal(isMatch ? "true" : "false", Call.Of("matches", text, pattern, flags));

    [Theory]
    [InlineData(@"(a)\2")]
    [InlineData(@"(a\1)")]
    [InlineData(@"\0")]
    [InlineData(@"(a)[\1]")]
    [InlineData(@"\b")]
    [InlineData(@"\")]
    [InlineData(@"\u0041")]
    [InlineData("(?=a)")]
    [InlineData("(?i)a")]
    [InlineData("(?<n>a)")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[z-a]")]
    [InlineData("[a-c-e]")]
    [InlineData("[a[b]]")]
    [InlineData("[a-z-[b]c]")]
    [InlineData("a]")]
    [InlineData("a}")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a{,2}")]
    [InlineData("a{3,2}")]
    [InlineData("a{x}")]
    [InlineData("a{99999999999}")]
    [InlineData(@"\p{IsNowhere}")]
    [InlineData(@"\p{Xx}")]
    [InlineData(@"\pL")]
    [InlineData(@"\p{ Lu}")]
    public void What_XPath_does_not_know_is_no_pattern(string pattern) => Assert.Equal("wrong-pattern", Call.Refused("matches", "a", pattern));

    [Fact]
    public void Half_a_character_is_no_pattern_and_not_in_a_class()
    {
        Assert.Equal("wrong-pattern", Call.Refused("matches", "a", "\uD83D"));
        Assert.Equal("false", Call.Of("matches", "\uD83D", "."));
    }

    [Theory, InlineData("p"), InlineData(" "), InlineData("X")]
    public void Flags_are_s_m_i_x_and_q(string flags) => Assert.Equal("wrong-pattern", Call.Refused("matches", "a", "a", flags));

    [Theory]
    [InlineData("abracadabra", "a(.)", "a$1$1", null, "abbraccaddabbra")]
    [InlineData("abcd", "(ab)|(a)", "[1=$1][2=$2]", null, "[1=ab][2=]cd")]
    [InlineData("facetiously", "[iouy]", "[$0]", null, "facet[i][o][u]sl[y]")]
    [InlineData("abc", "(b)", "$12", null, "ab2c")]
    [InlineData("abc", "b", "$1", null, "ac")]
    [InlineData("abc", "b", @"\$1\\", null, @"a$1\\c")]
    [InlineData("AbC", "b", "x", "i", "AxC")]
    [InlineData("a.b", ".", "$1", "q", "a$1b")]
    [InlineData("0123456789", @"(\d{3})(\d{3})(\d{4})", "($1) $2-$3", null, "(012) 345-6789")]
    public void Matches_are_replaced(string text, string pattern, string by, string? flags, string replaced)
    {
        Assert.Equal($"\"{replaced}\"", Call.Of("replace", text, pattern, by, flags));
        Assert.Equal($"\"{replaced}\"", Call.Named("replace", ("flags", flags), ("input", text), ("replacement", by), ("pattern", pattern)));
    }

    [Theory, InlineData("$"), InlineData("$x"), InlineData("\\"), InlineData("\\1")]
    public void Signs_in_replacements_have_a_meaning(string by) => Assert.Equal("wrong-replacement", Call.Refused("replace", "abc", "b", by));

    [Fact]
    public void Texts_are_split_at_patterns()
    {
        Assert.Equal("[\"John\", \"Doe\"]", Call.Of("split", "John Doe", @"\s"));
        Assert.Equal("[\"a\", \"b\", \"\", \"\"]", Call.Named("split", ("delimiter", ";"), ("string", "a;b;;")));
        Assert.Equal("[\"\"]", Call.Of("split", "", ";"));
    }

    [Theory, InlineData(""), InlineData("b*"), InlineData("^|x")]
    public void A_pattern_of_nothing_does_not_say_where(string pattern)
    {
        Assert.Equal("wrong-pattern", Call.Refused("split", "abc", pattern));
        Assert.Equal("wrong-pattern", Call.Refused("replace", "abc", pattern, "x"));
    }
}
