using System.Text.Json;
using Cabildo.Cli.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Configuration;

public sealed class ConfShowTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task A_folder_is_shown_with_its_instances_members_and_servers()
    {
        var outcome = await Executable.RunAsync(_folder.Path, "conf", "show", Repository.Vector("xroad/globalconf/globalconf_good_v6"));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.StartsWith("Own instance: EE\n\nEE: version 6, expires 2124-05-20 17:42:55Z\n  3 members, 2 subsystems, 4 servers, ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("federated with bar", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("    EE/BUSINESS/foo  Org with no address\n      foosubsystem  FOO Subsystem\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("EE/BUSINESS/foo/FooBarServerCode  https://foo.bar.baz, 1 client, in maintenance", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("foo_v2: version not said", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_shows_the_same_to_programs()
    {
        var outcome = await Executable.RunAsync(_folder.Path, "conf", "show", Repository.Vector("xroad/globalconf/DEV-v3"), "--json");

        using var shown = JsonDocument.Parse(outcome.Output);
        var instance = shown.RootElement.GetProperty("instances")[0];
        Assert.Equal(("DEV", 3), (instance.GetProperty("identifier").GetString(), instance.GetProperty("version").GetInt32()));
        Assert.Equal("DEV/COM/1234", instance.GetProperty("members")[0].GetProperty("id").GetString());
        Assert.Equal(2, instance.GetProperty("counts").GetProperty("servers").GetInt32());
    }

    [Fact]
    public async Task Names_of_others_do_not_steer_the_terminal()
    {
        using var centre = new PublishedConfiguration(_folder);
        centre.Publish();
        _folder.Write("instance-identifier", "RP");
        Directory.Move(Path.Combine(_folder.Path, "V6", "1"), Path.Combine(_folder.Path, "RP"));

        var outcome = await Executable.RunAsync(_folder.Path, "conf", "show", ".");

        Assert.Contains("Transporte\uFFFD31m", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009b', outcome.Output);
    }

    [Fact]
    public async Task A_folder_that_is_none_is_told()
    {
        var other = await Executable.RunAsync(_folder.Path, "conf", "show", ".");
        var missing = await Executable.RunAsync(_folder.Path, "conf", "show", "no-such");
        _folder.Write("instance-identifier", "RP");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "RP"));
        _folder.Write("RP/shared-params.xml", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>");
        var hostile = await Executable.RunAsync(_folder.Path, "conf", "show", ".");

        Assert.Equal((2, 2, 2), (other.ExitCode, missing.ExitCode, hostile.ExitCode));
        Assert.Contains("is no configuration folder: it has no file instance-identifier", other.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no folder", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("shared-params.xml: Line 1: A document type is not allowed.", hostile.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", hostile.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
