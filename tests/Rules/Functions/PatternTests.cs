namespace Cabildo.Rules.Tests.Functions;

public sealed class PatternTests
{
    [Theory]
    [InlineData("rainbarrel", "arr", null, true)]
    [InlineData("rainbarrel", "^r.*l$", null, true)]
    [InlineData("rainbarrel", "^bar", null, false)]
    // The point, and the ends of text and lines.
    [InlineData("k\nm", "k.m", null, false)]
    [InlineData("k\rm", "k.m", null, false)]
    [InlineData("k\nm", "k.m", "s", true)]
    [InlineData("k\n", "^k$", null, false)]
    [InlineData("k\nm\n", "^m$", "m", true)]
    [InlineData("k\nm\n", "^m$", null, false)]
    [InlineData("k\n", "^$", "m", false)]
    [InlineData("k\n\n", "^$", "m", true)]
    [InlineData("", "^$", "m", true)]
    // Letters outside of the first 65,536.
    [InlineData("🦉", "^.$", null, true)]
    [InlineData("🦉", "^[^k]$", null, true)]
    [InlineData("🦉", "^[🦀-🦯]$", null, true)]
    [InlineData("🦉", "^[🌀-🌿]$", null, false)]
    [InlineData("🦉🦉🦉", "^🦉{3}$", null, true)]
    [InlineData("𝐁", @"^\p{Lu}$", null, true)]
    // Classes.
    [InlineData("7", "^[0-9-[0369]]$", null, true)]
    [InlineData("6", "^[0-9-[0369]]$", null, false)]
    [InlineData("6", "^[0-9-[0-9-[0369]]]$", null, true)]
    [InlineData("-", "^[k-]$", null, true)]
    [InlineData("-", "^[-k]$", null, true)]
    [InlineData("^", "^[k^]$", null, true)]
    [InlineData("[", @"^[\[]$", null, true)]
    [InlineData("ñ", @"^\w$", null, true)]
    [InlineData("_", @"^\w$", null, false)]
    [InlineData("७", @"^\d$", null, true)]
    [InlineData("\u2003", @"^\s$", null, false)]
    [InlineData("\r", @"^[\s\d]$", null, true)]
    [InlineData("k", @"^[\S-[k]]$", null, false)]
    [InlineData("row.7", @"^\i\c*$", null, true)]
    [InlineData("7row", @"^\i\c*$", null, false)]
    [InlineData("ж", @"^\p{IsCyrillic}$", null, true)]
    [InlineData("ñ", @"^\p{IsBasicLatin}$", null, false)]
    [InlineData("ñ", @"^\P{IsBasicLatin}$", null, true)]
    [InlineData("🌊", @"^\p{IsMiscellaneousSymbolsandPictographs}$", null, true)]
    // Case.
    [InlineData("OAK", "oak", null, false)]
    [InlineData("OAK", "oak", "i", true)]
    [InlineData("\u017F", "s", "i", true)]
    [InlineData("e", "[A-F-[BE]]", "i", false)]
    [InlineData("d", "[A-F-[BE]]", "i", true)]
    [InlineData("m", "[^M]", "i", false)]
    [InlineData("k", @"\p{Lu}", "i", false)]
    [InlineData("Ωω", "^ω+$", "i", true)]
    // What groups took.
    [InlineData("tiktik", @"^(tik)\1$", null, true)]
    [InlineData("tikTIK", @"^(tik)\1$", null, false)]
    [InlineData("tikTIK", @"^(tik)\1$", "i", true)]
    [InlineData("tik5", @"^(tik)?\15$", null, false)]
    [InlineData("5", @"^(tik)?\15$", null, true)]
    [InlineData("kk", @"^(?:k)(k)$", null, true)]
    // Repeated.
    [InlineData("kkkk", "^k{3}$", null, false)]
    [InlineData("kkkk", "^k{3,}$", null, true)]
    [InlineData("kkkk", "^k{1,3}k??$", null, true)]
    [InlineData("", "^(|k)$", null, true)]
    // Spaces for the reader.
    [InlineData("rain barrel", "ra in [ ] bar rel", "x", true)]
    [InlineData("rain barrel", @"rain\ sbarrel", "x", true)]
    [InlineData("rain", @"\p{ Is Basic Latin }+", "x", true)]
    [InlineData("( )", @"^ \( [ ] \) $", "x", true)]
    // Nothing but itself.
    [InlineData("k+m", "K+M", "qi", true)]
    [InlineData("kkm", "k+m", "q", false)]
    [InlineData("k m", "k m", "qx", true)]
    public void Patterns_match_as_XPath_has_it(string text, string pattern, string? flags, bool isMatch) =>
        Assert.Equal(isMatch ? "true" : "false", Call.Of("matches", text, pattern, flags));

    [Theory]
    [InlineData(@"(k)(m)\3")]
    [InlineData(@"(k\1m)")]
    [InlineData(@"k\0")]
    [InlineData(@"(k)[m\1]")]
    [InlineData(@"\Bk")]
    [InlineData(@"k\")]
    [InlineData(@"\x6B")]
    [InlineData("(?!k)")]
    [InlineData("(?s)k")]
    [InlineData("(?<row>k)")]
    [InlineData("(k(m)")]
    [InlineData("k)m")]
    [InlineData("[km")]
    [InlineData("[]k")]
    [InlineData("[^]k")]
    [InlineData("[m-k]")]
    [InlineData("[k-m-p]")]
    [InlineData("[k[m]]")]
    [InlineData("[k-p-[m]n]")]
    [InlineData("k]m")]
    [InlineData("k}m")]
    [InlineData("+k")]
    [InlineData("k+*")]
    [InlineData("k{,7}")]
    [InlineData("k{7,5}")]
    [InlineData("k{m}")]
    [InlineData("k{88888888888}")]
    [InlineData(@"\p{IsAtlantis}")]
    [InlineData(@"\p{Qq}")]
    [InlineData(@"\pN")]
    [InlineData(@"\p{ Nd}")]
    public void What_XPath_does_not_know_is_no_pattern(string pattern) => Assert.Equal("wrong-pattern", Call.Refused("matches", "a", pattern));

    [Fact]
    public void Half_a_character_is_no_pattern_and_not_in_a_class()
    {
        Assert.Equal("wrong-pattern", Call.Refused("matches", "k", "\uD83C"));
        Assert.Equal("false", Call.Of("matches", "\uD83C", "."));
    }

    [Theory, InlineData("g"), InlineData("i s"), InlineData("I")]
    public void Flags_are_s_m_i_x_and_q(string flags) => Assert.Equal("wrong-pattern", Call.Refused("matches", "k", "k", flags));

    [Theory]
    [InlineData("rainbarrel", "r(.)", "r$1$1", null, "raainbarrrel")]
    [InlineData("oakash", "(oak)|(o)", "<$1><$2>", null, "<oak><>ash")]
    [InlineData("rainbarrel", "[aei]", "<$0>", null, "r<a><i>nb<a>rr<e>l")]
    [InlineData("kmp", "(m)", "$17", null, "km7p")]
    [InlineData("kmp", "m", "$1", null, "kp")]
    [InlineData("kmp", "m", @"\\\$1", null, @"k\\$1p")]
    [InlineData("KmK", "k", "oak", "i", "oakmoak")]
    [InlineData("k.m", ".", "$0", "q", "k$0m")]
    [InlineData("56912345678", @"(\d{2})(\d)(\d{4})(\d{4})", "+$1 $2 $3 $4", null, "+56 9 1234 5678")]
    public void Matches_are_replaced(string text, string pattern, string by, string? flags, string replaced)
    {
        Assert.Equal($"\"{replaced}\"", Call.Of("replace", text, pattern, by, flags));
        Assert.Equal($"\"{replaced}\"", Call.Named("replace", ("flags", flags), ("input", text), ("replacement", by), ("pattern", pattern)));
    }

    [Theory, InlineData("p$"), InlineData("$p"), InlineData("p\\"), InlineData("\\p")]
    public void Signs_in_replacements_have_a_meaning(string by) => Assert.Equal("wrong-replacement", Call.Refused("replace", "kmp", "m", by));

    [Fact]
    public void Texts_are_split_at_patterns()
    {
        Assert.Equal("[\"oak\", \"ash\", \"elm\"]", Call.Of("split", "oak\tash elm", @"\s"));
        Assert.Equal("[\"\", \"oak\", \"\", \"ash\", \"\"]", Call.Named("split", ("delimiter", "/"), ("string", "/oak//ash/")));
        Assert.Equal("[\"\"]", Call.Of("split", "", "/"));
    }

    [Theory, InlineData(""), InlineData("m?"), InlineData("z|$")]
    public void A_pattern_of_nothing_does_not_say_where(string pattern)
    {
        Assert.Equal("wrong-pattern", Call.Refused("split", "kmp", pattern));
        Assert.Equal("wrong-pattern", Call.Refused("replace", "kmp", pattern, "z"));
    }
}
