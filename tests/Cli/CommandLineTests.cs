using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Theory]
    [InlineData("idntity", "identity")]
    [InlineData("dem", "demo")]
    [InlineData("demo --rset", "--reset")]
    [InlineData("exchange --confg x.yaml", "--config")]
    [InlineData("conf verfy", "verify")]
    [InlineData("evidence verfy", "verify")]
    public async Task A_mistyped_word_gets_a_suggestion_and_exit_code_1(string words, string suggestion)
    {
        var outcome = await Executable.RunAsync(_folder.Path, words.Split(' '));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(words.Split(' ').First(word => word is not ("demo" or "exchange" or "conf" or "evidence")), outcome.Errors + outcome.Output, StringComparison.Ordinal);
        Assert.Contains(suggestion, outcome.Errors + outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identity"), InlineData("documents"), InlineData("exchange"), InlineData("portal"), InlineData("authority")]
    public async Task A_verb_without_its_file_says_what_is_missing(string verb)
    {
        var without = await Executable.RunAsync(_folder.Path, verb);
        var missing = await Executable.RunAsync(_folder.Path, verb, "--config", "no-such.yaml");

        Assert.Equal((1, 1), (without.ExitCode, missing.ExitCode));
        Assert.Contains("--config", without.Errors + without.Output, StringComparison.Ordinal);
        Assert.Contains("no-such.yaml", missing.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", missing.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo"), InlineData("identity"), InlineData("documents"), InlineData("exchange"), InlineData("portal"), InlineData("authority")]
    [InlineData("conf"), InlineData("conf verify"), InlineData("conf show"), InlineData("evidence"), InlineData("evidence verify"), InlineData("evidence archive verify")]
    public async Task Every_verb_has_help_with_an_example(string verb)
    {
        var outcome = await Executable.RunAsync(_folder.Path, [.. verb.Split(' '), "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Examples:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"  cabildo {verb}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_lists_every_verb_and_the_version_is_one_line()
    {
        var help = await Executable.RunAsync(_folder.Path, "--help");
        var version = await Executable.RunAsync(_folder.Path, "--version");

        Assert.All(new[] { "demo", "identity", "documents", "exchange", "portal", "authority", "conf", "evidence" }, verb => Assert.Contains($"  {verb} ", help.Output, StringComparison.Ordinal));
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", version.Output);
        Assert.Equal((0, 1), (version.ExitCode, version.Output.Trim().Split('\n').Length));
    }

    public void Dispose() => _folder.Dispose();
}
