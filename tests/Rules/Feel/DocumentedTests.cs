using System.Text.RegularExpressions;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>Each example of docs/rules.md is run.</summary>
public sealed partial class DocumentedTests
{
    public static TheoryData<string, string> Examples => [.. Table().Matches(File.ReadAllText(Repository.File("docs/rules.md"))).Select(row => (row.Groups["text"].Value, row.Groups["value"].Value))];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_comes_to_what_the_page_says(string text, string value) => Assert.Equal(value, FeelText.Run(text));

    public static TheoryData<string, string> Mistakes => [.. Mistake().Matches(File.ReadAllText(Repository.File("docs/rules.md"))).Select(row => (row.Groups["text"].Value, row.Groups["message"].Value))];

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_as_the_page_says(string text, string message)
    {
        var scope = new Scope(null);
        scope.Declare("licence", new ContextType([new("status", FeelType.Text), new("points", FeelType.Number), new("expires", FeelType.Date)]));
        var problems = new List<RuleProblem>();

        FeelCompiler.Expression(text, scope, problems);

        Assert.Equal(message, Assert.Single(problems).Message);
    }

    [Fact]
    public void There_are_mistakes() => Assert.True(Mistakes.Count > 5, $"Only {Mistakes.Count} mistakes were found.");

    [Fact]
    public void There_are_examples() => Assert.True(Examples.Count > 50, $"Only {Examples.Count} examples were found.");

    [GeneratedRegex(@"^\|`(?<text>.+)`\|`(?<value>.+)`\|$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\|`(?<text>[^|]+)`\|(?<message>[^|]+[.?])\|$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Mistake();
}
