using System.Text.Json;
using Cabildo.Cli.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Rules;

/// <summary>What somebody who writes rules reads about them.</summary>
public sealed class RulesVerbTests : IDisposable
{
    private const string Licence = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:licence" name="Licence">
        <inputData id="born" name="Born"><variable name="Born" typeRef="date"/></inputData>
        <decision id="eligible" name="Eligible"><variable name="Eligible" typeRef="boolean"/><informationRequirement><requiredInput href="#born"/></informationRequirement>
        <decisionTable hitPolicy="FIRST"><input><inputExpression><text>Born</text></inputExpression></input><output/>
        <rule><inputEntry><text>&lt;= date("2008-05-04")</text></inputEntry><outputEntry><text>true</text></outputEntry></rule>
        <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>false</text></outputEntry></rule>
        </decisionTable></decision>
        </definitions>
        """;

    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Sound_rules_are_said_to_be_so()
    {
        await WriteAsync("licence.dmn", Licence);

        var outcome = await RulesAsync("check", "licence.dmn");

        Assert.Equal((0, "The rules are sound."), (outcome.ExitCode, outcome.Output.Trim()));
    }

    [Fact]
    public async Task Problems_come_with_file_line_and_column()
    {
        await WriteAsync("licence.dmn", Licence.Replace("<text>Born<", "<text>Birth<", StringComparison.Ordinal));

        var outcome = await RulesAsync("check", "licence.dmn");
        var json = await RulesAsync("check", "licence.dmn", "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(@"^licence\.dmn:4:\d+: `Birth` is not known here", outcome.Output);
        using var parsed = JsonDocument.Parse(json.Output);
        Assert.False(parsed.RootElement.GetProperty("sound").GetBoolean());
        Assert.Equal(4, parsed.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_decision_is_made_and_explained_in_Spanish()
    {
        await WriteAsync("licence.dmn", Licence);

        var outcome = await RulesAsync("run", "licence.dmn", "--input", "{\"Born\": \"2009-01-31\"}", "--explain", "--lang", "es");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("false", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("La regla 1 diría Eligible = verdadero, pero no se aplica: Born es", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task Programs_read_a_decision_with_its_explanation_as_JSON()
    {
        await WriteAsync("licence.dmn", Licence);
        await WriteAsync("case.json", "{\"Born\": \"2001-01-31\"}");

        var outcome = await RulesAsync("run", "licence.dmn", "--input", "case.json", "--decision", "Eligible", "--explain", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        var decision = json.RootElement.GetProperty("decisions")[0];
        Assert.True(decision.GetProperty("value").GetBoolean());
        Assert.Equal(1, decision.GetProperty("explanation").GetProperty("tables")[0].GetProperty("hits")[0].GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task An_expression_alone_is_run_with_the_names_of_its_input()
    {
        await WriteAsync("fee.feel", "income * 0.05 + 1");

        var outcome = await RulesAsync("run", "fee.feel", "--input", "{\"income\": 100}");

        Assert.Equal((0, "6"), (outcome.ExitCode, outcome.Output.Trim()));
    }

    [Theory]
    [InlineData(2, "There is no file", "run", "nowhere.dmn")]
    [InlineData(2, "is a folder", "check", ".")]
    [InlineData(2, "`Born` is \"soon\", which is no date. Write it as 2026-05-04.", "run", "licence.dmn", "--input", "{\"Born\": \"soon\"}")]
    [InlineData(1, "has no decision `Nothing`. It has `Eligible`.", "run", "licence.dmn", "--decision", "Nothing")]
    [InlineData(1, "which is never read", "check", "type.dmn")]
    [InlineData(2, "There are no cases", "tck", ".")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(int exitCode, string sentence, params string[] words)
    {
        await WriteAsync("licence.dmn", Licence);
        await WriteAsync("type.dmn", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");

        var outcome = await RulesAsync(words);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(sentence, outcome.Output + outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_has_examples() => Assert.Contains("cabildo rules run licence.dmn --input", (await RulesAsync("run", "--help")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task The_cases_of_the_compatibility_kit_are_counted_by_level()
    {
        var outcome = await RulesAsync("tck", Repository.Vector("dmn-tck/compliance-level-2"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches("compliance-level-2: [0-9]+ passed, 0 failed, 0 skipped", outcome.Output);
    }

    public void Dispose() => _folder.Dispose();

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.Path, name), text, TestContext.Current.CancellationToken);

    private Task<Outcome> RulesAsync(params string[] words) => Executable.RunAsync(_folder.Path, ["rules", .. words]);
}
