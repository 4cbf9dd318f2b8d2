using System.Diagnostics;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>What is wrong with an expression is told with its place and what to do; nothing hangs, and nothing is thrown.</summary>
public sealed class BadInputTests
{
    private static readonly FeelType Licence = new ContextType([new("status", FeelType.Text), new("points", FeelType.Number), new("expires", FeelType.Date)]);

    [Theory]
    [InlineData("1 +", 1, 4, "An expression is missing at the end.")]
    [InlineData("(1 + 2", 1, 7, "`)` is missing to close the parenthesis: there is the end.")]
    [InlineData("[1, 2", 1, 6, "`]` is missing to close the list: there is the end.")]
    [InlineData("\"abc", 1, 1, "The text that begins here has no closing quote (\").")]
    [InlineData("if a\nthen 1", 2, 7, "`else` is missing after `if … then …`: there is the end.")]
    [InlineData("1 2", 1, 3, "`2` does not belong here: the expression is complete before it. A comma, an operator, or a quote may be missing.")]
    [InlineData("for i in [1] i", 1, 14, "`return` is missing after what is iterated over: there is `i`.")]
    [InlineData("1 instance of nmber", 1, 15, "`nmber` is not a type. Did you mean `number`?")]
    [InlineData("{a: 1, a: 2}", 1, 9, "The context has two entries called `a`.")]
    [InlineData("1 ~ 2", 1, 3, "The character `~` has no meaning here.")]
    public void What_is_no_FEEL_is_refused_with_its_place(string text, int line, int column, string message)
    {
        var problems = new List<RuleProblem>();

        Assert.Null(FeelCompiler.Expression(text, WithLicence(), problems));

        var problem = Assert.Single(problems, each => each.Code != "unknown-name");
        Assert.Equal((message, line, column), (problem.Message, problem.Place.Line, problem.Place.Column));
    }

    [Theory]
    [InlineData("1 = 1 and\n\nlicence.statos = \"valid\"", 3, "`licence.statos` is not a field of licence. Did you mean `status`?")]
    [InlineData("licenze.status", 1, "`licenze` is not known here. Did you mean `licence`?")]
    [InlineData("licence.points + licence.status", 1, "A number and a string cannot be joined by `+`: the answer is always null.")]
    [InlineData("licence.points = \"3\"", 1, "A number cannot be compared with a string: the answer is always null.")]
    [InlineData("licence.points and true", 1, "`and` joins conditions, and this is a number: it counts as null.")]
    [InlineData("licence.expires.yeer", 1, "`licence.expires.yeer` is not a field of licence.expires. Did you mean `year`?")]
    [InlineData("licence.points.x", 1, "`licence.points` is a number and has no fields.")]
    public void What_can_never_come_to_a_value_is_told_before_anything_runs(string text, int line, string message)
    {
        var problems = new List<RuleProblem>();

        FeelCompiler.Expression(text, WithLicence(), problems);

        var problem = Assert.Single(problems);
        Assert.Equal((message, line), (problem.Message, problem.Place.Line));
    }

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("[", 100_000)]
    [InlineData("{a:", 100_000)]
    [InlineData("-", 100_000)]
    [InlineData("if ", 100_000)]
    [InlineData("not(", 50_000)]
    [InlineData("function() ", 50_000)]
    public void Nesting_without_end_is_refused(string opening, int times)
    {
        var problems = new List<RuleProblem>();

        Assert.Null(FeelCompiler.Expression(string.Concat(Enumerable.Repeat(opening, times)), new Scope(null), problems));

        Assert.Equal("too-deep", Assert.Single(problems, problem => problem.Code != "unknown-name").Code);
    }

    [Theory]
    [InlineData("n", ".a", 300_000)]
    [InlineData("[1]", "[true]", 100_000)]
    [InlineData("n", "()", 100_000)]
    [InlineData("n", "(a: 1)", 50_000)]
    [InlineData("1", " = 1", 200_000)]
    [InlineData("1", "**1", 200_000)]
    [InlineData("1", " between 0 and 2", 50_000)]
    [InlineData("1", " in [0..2]", 50_000)]
    [InlineData("1", " instance of number", 50_000)]
    public void Links_without_end_are_compiled_and_end_with_a_value_or_a_refusal(string first, string link, int times)
    {
        var clock = Stopwatch.StartNew();

        var refused = Record.Exception(() => FeelText.Try(first + string.Concat(Enumerable.Repeat(link, times)), ("n", FeelValue.Null)));

        Assert.True(refused is null or LimitExceededException, refused?.ToString());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Links_with_links_in_them_end_too()
    {
        // Each filter has another in it, and hundreds behind it.
        var text = "[1]";
        for (var i = 0; i < 150; i++)
            text = $"[1][{text} = [1]]{string.Concat(Enumerable.Repeat("[true]", 300))}";

        var refused = Record.Exception(() => FeelText.Try(text));

        Assert.True(refused is null or LimitExceededException, refused?.ToString());
    }

    [Theory]
    [InlineData("a long name of many parts ")]
    [InlineData("a")]
    public void Tens_of_thousands_of_names_are_compiled_in_time(string name)
    {
        const int Names = 15_000;
        var text = $"{{{string.Join(",", Enumerable.Range(0, Names).Select(i => $"{name}{i}: {(i == 0 ? "0" : $"{name}{i - 1}")}"))}}}.{name}{Names - 1}";
        var clock = Stopwatch.StartNew();

        Assert.Equal("0", FeelText.Run(text));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Of_a_hundred_thousand_mistakes_the_first_are_told()
    {
        var clock = Stopwatch.StartNew();

        var (_, problems) = FeelText.Try(string.Join("+", Enumerable.Range(0, 50_000).Select(i => i % 2 == 0 ? $"nme{i}" : "upper case(1)")), ("name", 1));

        Assert.InRange(problems.Count, 200, 300);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void A_sum_of_a_hundred_thousand_numbers_is_no_deeper_than_one_of_two() =>
        Assert.Equal("100000", FeelText.Run(string.Join(" + ", Enumerable.Repeat("1", 100_000))));

    [Fact]
    public void An_expression_of_ten_megabytes_is_refused()
    {
        var (value, problems) = FeelText.Try(string.Join("+", Enumerable.Repeat("1", 5_000_000)));

        Assert.Null(value);
        Assert.Equal("too-long", Assert.Single(problems).Code);
    }

    [Theory]
    [InlineData("for i in 1..1000000000 return i")]
    [InlineData("count(for i in 1..100000, j in 1..100000 return 1)")]
    [InlineData("every i in 1..1000000000 satisfies i > 0")]
    [InlineData("{f: function(n) f(n + 1), x: f(1)}.x")]
    [InlineData("{f: function(n) [f(n), f(n)], x: f(1)}.x")]
    [InlineData("(for i in 1..60 return if i = 1 then \"aaaaaaaaaaaaaaaa\" else partial[-1] + partial[-1])[60]")]
    public void A_rule_without_end_is_stopped(string text)
    {
        var clock = Stopwatch.StartNew();

        Assert.Throws<LimitExceededException>(() => FeelText.Try(text));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Any_text_is_compiled_or_refused()
    {
        string[] pieces =
        [
            "1", "a", "\"x\"", "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "+", "-", "*", "/", "**", "=", "!=", "<", ">=", " if ", " then ", " else ", " for ", " in ",
            " return ", " some ", " every ", " satisfies ", " function ", " and ", " or ", " not ", " between ", " instance of ", " number ", " null ", "@\"2026-01-01\"", "date", " ",
            "?", "\n", "list<", "//", "/*", "item", "partial", "string length", "é", "😀", "'", "\\",
        ];
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            FeelText.Try(text, ("a", 1));
            FeelCompiler.UnaryTests(text, new Scope(null), FeelType.Any, []);
        }
    }

    private static Scope WithLicence()
    {
        var scope = new Scope(null);
        scope.Declare("licence", Licence);
        return scope;
    }
}
