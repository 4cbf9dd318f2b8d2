namespace Cabildo.Rules.Tests.Feel;

/// <summary>The logic of three values keeps its laws, for every combination of true, false and null (DMN 1.5 table 48).</summary>
public sealed class LogicTests
{
    private static readonly string[] Values = ["true", "false", "null"];

    public static TheoryData<string, string, string> Triples => [.. from a in Values from b in Values from c in Values select (a, b, c)];

    [Theory, MemberData(nameof(Triples))]
    public void Its_laws_hold(string a, string b, string c)
    {
        Same($"{a} and {b}", $"{b} and {a}");
        Same($"{a} or {b}", $"{b} or {a}");
        Same($"({a} and {b}) and {c}", $"{a} and ({b} and {c})");
        Same($"({a} or {b}) or {c}", $"{a} or ({b} or {c})");
        Same($"{a} and ({b} or {c})", $"({a} and {b}) or ({a} and {c})");
        Same($"{a} or ({b} and {c})", $"({a} or {b}) and ({a} or {c})");
        Same($"not({a} and {b})", $"not({a}) or not({b})");
        Same($"not({a} or {b})", $"not({a}) and not({b})");
        Same($"not(not({a}))", a);
        Same($"{a} and {b} and {c}", $"all([{a}, {b}, {c}])");
        Same($"{a} or {b} or {c}", $"any([{a}, {b}, {c}])");
        Same($"some v in [{a}, {b}, {c}] satisfies v", $"{a} or {b} or {c}");
        Same($"every v in [{a}, {b}, {c}] satisfies v", $"{a} and {b} and {c}");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"true\"")]
    [InlineData("[true]")]
    [InlineData("{a: true}")]
    public void What_is_no_condition_counts_as_null(string value)
    {
        Same($"true and {value}", "null");
        Same($"false or {value}", "null");
        Same($"false and {value}", "false");
        Same($"true or {value}", "true");
    }

    private static void Same(string one, string other) => Assert.True(FeelText.Run(one) == FeelText.Run(other), $"{one} is {FeelText.Run(one)}, and {other} is {FeelText.Run(other)}.");
}
