using Cabildo.Cli.Checks;
using Cabildo.Cli.Demo;
using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Demo;

public sealed class CheckDemoTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task A_story_that_holds_is_a_line_a_step_and_exit_code_0()
    {
        var outcome = await Executable.RunAsync(_folder.Path, "demo", "--check");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        var lines = outcome.Output.Trim().Split('\n');
        Assert.Equal(14, lines.Length);
        Assert.All(lines, line => Assert.Matches("^ok +[0-9]+ ms  .+: .+", line));
    }

    [Fact]
    public async Task A_story_that_breaks_ends_with_the_step_that_failed_and_1()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var output = new StringWriter();
        await using var country = await DemoCountry.StartAsync(_folder.Path, DemoAddresses.Free(), 50, new SilentProgress(), ct);
        await country.RoleAt(country.Addresses.TransportRegister).StopAsync(ct);
        using var story = new LicenceStory(country, TimeProvider.System);

        var exitCode = await CheckDemo.PlayAsync(story, output, ct);

        Assert.Equal(1, exitCode);
        var lines = output.ToString().Trim().Split('\n');
        Assert.StartsWith("ok", lines[0], StringComparison.Ordinal);
        Assert.Matches("^FAILED +[0-9]+ ms  a person signs in with number and password: the page does not name the person", lines[^1]);
    }

    public void Dispose() => _folder.Dispose();
}
