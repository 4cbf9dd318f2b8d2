using System.Text.RegularExpressions;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>Each example of docs/rules.md is run.</summary>
public sealed partial class DocumentedTests
{
    public static TheoryData<string, string> Examples => [.. Table().Matches(File.ReadAllText(Repository.File("docs/rules.md"))).Select(row => (row.Groups["text"].Value, row.Groups["value"].Value))];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_comes_to_what_the_page_says(string text, string value) => Assert.Equal(value, FeelText.Run(text));

    [Fact]
    public void There_are_examples() => Assert.True(Examples.Count > 50, $"Only {Examples.Count} examples were found.");

    [GeneratedRegex(@"^\|`(?<text>.+)`\|`(?<value>.+)`\|$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Table();
}
