using System.Text.Json;
using Cabildo.Cli.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Configuration;

public sealed class ConfVerifyTests : IDisposable
{
    private const string Shared = "V6/1/shared-params.xml";
    private readonly WorkFolder _folder = new();
    private readonly PublishedConfiguration _centre;

    public ConfVerifyTests()
    {
        _centre = new PublishedConfiguration(_folder);
        _centre.WriteAnchor();
        _centre.Publish();
    }

    [Theory]
    [InlineData("cs/V6/internalconf", null, 0, "valid")]
    [InlineData("cs/V6/externalconf", null, 1, "invalid: CertNotFound")]
    [InlineData("rotated/V5/internalconf", null, 1, "invalid: CertNotFound")]
    [InlineData("rotated/V5/internalconf", "rotated/V5/20250303143831136684000/shared-params.xml", 0, "valid")]
    public async Task The_vectors_hold_or_fail_as_they_should(string file, string? known, int exit, string first)
    {
        string[] words = ["conf", "verify", Vector(file), "--anchor", Vector("cs/configuration_anchor_CS_internal.xml"), "--at", "2026-01-01"];

        var outcome = await Executable.RunAsync(_folder.Path, known is null ? words : [.. words, "--known", Vector(known)]);

        Assert.Equal((exit, first), (outcome.ExitCode, outcome.Output.Split('\n')[0]));
        if (exit == 0)
            Assert.Equal(2, outcome.Output.Split("  verified ").Length - 1);
    }

    [Fact]
    public async Task What_holds_is_told_with_its_key_expiry_and_parts()
    {
        var outcome = await VerifyAsync();

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.StartsWith("valid\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Instance  RP\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Version   6\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Expires   2026-05-04 12:10:00Z (looked at for 2026-05-04 12:00:00Z)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Signed    ecdsa-sha512 by CN=internal key", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("known from the anchor", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("verified     SHARED-PARAMETERS RP /V6/1/shared-params.xml: 1 member, 0 servers", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_the_same_to_programs()
    {
        var outcome = await VerifyAsync("--json");

        using var report = JsonDocument.Parse(outcome.Output);
        Assert.True(report.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(6, report.RootElement.GetProperty("version").GetInt32());
        Assert.Equal("anchor", report.RootElement.GetProperty("key").GetProperty("origin").GetString());
        Assert.Equal("verified", report.RootElement.GetProperty("parts")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_not_checked_and_one_that_is_another_is_wrong()
    {
        File.AppendAllText(Path.Combine(_folder.Path, Shared), " ");
        var changed = await VerifyAsync();
        File.Delete(Path.Combine(_folder.Path, Shared));
        var absent = await VerifyAsync();

        Assert.Equal((1, "invalid: InvalidPartDigest"), (changed.ExitCode, changed.Output.Split('\n')[0]));
        Assert.Contains("  WRONG ", changed.Output, StringComparison.Ordinal);
        Assert.Equal((0, "valid"), (absent.ExitCode, absent.Output.Split('\n')[0]));
        Assert.Contains("  not checked  SHARED-PARAMETERS", absent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_configuration_is_outdated_and_now_is_the_default_time()
    {
        var late = await Executable.RunAsync(_folder.Path, "conf", "verify", "V6/internalconf", "--anchor", "anchor.xml", "--at", "2026-05-04T12:10:00Z");
        var now = await Executable.RunAsync(_folder.Path, "conf", "verify", "V6/internalconf", "--anchor", "anchor.xml");

        Assert.Equal((1, "invalid: OutdatedGlobalConf"), (late.ExitCode, late.Output.Split('\n')[0]));
        Assert.Contains("HAS EXPIRED", late.Output, StringComparison.Ordinal);
        var expired = TimeProvider.System.GetUtcNow() >= PublishedConfiguration.Now.AddMinutes(10);
        Assert.Equal(expired ? late.Output.Split('\n')[0] : "valid", now.Output.Split('\n')[0]);
    }

    [Fact]
    public async Task A_changed_key_counts_if_a_configuration_known_before_names_it()
    {
        using var next = new PublishedConfiguration(_folder);
        // Announced by the old key and kept; then the new key signs alone.
        _centre.Publish([_centre.Certificate, next.Certificate]);
        Assert.Equal(0, (await VerifyAsync()).ExitCode);
        File.Copy(Path.Combine(_folder.Path, Shared), Path.Combine(_folder.Path, "kept.xml"));
        next.Publish();

        var alone = await VerifyAsync();
        var known = await VerifyAsync("--known", "kept.xml");
        var itself = await VerifyAsync("--known", Shared);

        Assert.Equal((1, "invalid: CertNotFound"), (alone.ExitCode, alone.Output.Split('\n')[0]));
        Assert.Contains("--known", alone.Output, StringComparison.Ordinal);
        Assert.Equal((0, "valid"), (known.ExitCode, known.Output.Split('\n')[0]));
        Assert.Contains("known from source in ", known.Output, StringComparison.Ordinal);
        Assert.Contains("WARNING: the anchor does not have this key.", known.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("vouches for itself", known.Output, StringComparison.Ordinal);
        Assert.Contains("vouches for itself", itself.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_folder_may_say_what_is_known()
    {
        using var next = new PublishedConfiguration(_folder);
        _centre.Publish([next.Certificate]);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "conf", "RP"));
        File.Copy(Path.Combine(_folder.Path, Shared), Path.Combine(_folder.Path, "conf", "RP", "shared-params.xml"));
        next.Publish();

        Assert.Equal(0, (await VerifyAsync("--known", "conf")).ExitCode);
        var empty = await VerifyAsync("--known", "V6");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("keeps no shared-params.xml of the instance RP", empty.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../outside.xml")]
    [InlineData("../../outside.xml")]
    [InlineData("/V6/1/../../../outside.xml")]
    [InlineData("/V6\\..\\outside.xml")]
    [InlineData("/link/outside.xml")]
    [InlineData("/linked.xml")]
    public async Task A_part_is_looked_for_beneath_the_folder_and_nowhere_else(string location)
    {
        using var outside = new WorkFolder();
        outside.Write("outside.xml", "secret");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "linked.xml"), Path.Combine(outside.Path, "outside.xml"));
        _centre.Publish(location: location);

        var outcome = await VerifyAsync();

        Assert.Equal((1, "invalid: MalformedGlobalConf"), (outcome.ExitCode, outcome.Output.Split('\n')[0]));
        Assert.Contains("leads out of the folder", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/linked/shared-params.xml", "verified")]
    [InlineData("https://elsewhere.example/shared-params.xml", "not checked")]
    public async Task A_link_within_the_folder_is_followed_and_another_host_is_not_asked(string location, string state)
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "linked"), Path.Combine(_folder.Path, "V6", "1"));
        _centre.Publish(location: location);

        var outcome = await VerifyAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"  {state} ", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("V6/internalconf", "no-such.xml", 2, "There is no file")]
    [InlineData("no-such", "anchor.xml", 2, "There is no file")]
    [InlineData("V6", "anchor.xml", 2, "is a folder")]
    [InlineData("V6/internalconf", "V6/internalconf", 1, "invalid: MalformedAnchor")]
    [InlineData("anchor.xml", "anchor.xml", 1, "invalid: MalformedGlobalConf")]
    [InlineData("huge", "anchor.xml", 1, "invalid: MalformedGlobalConf")]
    [InlineData("binary", "anchor.xml", 1, "invalid: MalformedGlobalConf")]
    [InlineData("V6/internalconf", "binary", 1, "invalid: MalformedAnchor")]
    [InlineData("empty", "anchor.xml", 1, "invalid: MalformedGlobalConf")]
    public async Task What_cannot_be_read_is_a_sentence(string file, string anchor, int exit, string words)
    {
        using (var huge = File.Create(Path.Combine(_folder.Path, "huge")))
            huge.SetLength(3L * 1024 * 1024 * 1024);
        _folder.Write("empty", "");
        File.WriteAllBytes(Path.Combine(_folder.Path, "binary"), [.. Enumerable.Range(0, 5000).Select(number => (byte)(number * 7))]);

        var outcome = await Executable.RunAsync(_folder.Path, "conf", "verify", file, "--anchor", anchor);

        Assert.Equal(exit, outcome.ExitCode);
        Assert.Contains(words, exit == 1 ? outcome.Output : outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_must_be_of_the_anchors_instance_and_a_time_must_be_one()
    {
        var text = File.ReadAllText(Path.Combine(_folder.Path, Shared));
        _folder.Write("other.xml", text.Replace("<instanceIdentifier>RP<", "<instanceIdentifier>RA<", StringComparison.Ordinal));
        _folder.Write("broken.xml", text[..^20]);

        var other = await VerifyAsync("--known", "other.xml");
        var broken = await VerifyAsync("--known", "broken.xml");
        var time = await Executable.RunAsync(_folder.Path, "conf", "verify", "V6/internalconf", "--anchor", "anchor.xml", "--at", "yesterday");

        Assert.Equal((2, 2, 1), (other.ExitCode, broken.ExitCode, time.ExitCode));
        Assert.Contains("is of the instance RA, the anchor of RP", other.Errors, StringComparison.Ordinal);
        Assert.Contains("broken.xml: Line ", broken.Errors, StringComparison.Ordinal);
        Assert.Contains("'yesterday' is not a time", time.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _centre.Dispose();
        _folder.Dispose();
    }

    private static string Vector(string file) => Repository.Vector($"xroad/globalconf/{file}");

    private Task<Outcome> VerifyAsync(params string[] words) =>
        Executable.RunAsync(_folder.Path, ["conf", "verify", "V6/internalconf", "--anchor", "anchor.xml", "--at", "2026-05-04T12:00:00Z", .. words]);
}
