using System.Text.Json;
using Cabildo.Cli.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Evidence;

/// <summary>What anybody who was handed a container reads about it.</summary>
public sealed class EvidenceVerifyTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task A_valid_container_says_who_signed_it_for_whom_and_when_it_was_stamped()
    {
        var outcome = await VerifyAsync("valid-batch-ts");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("valid", outcome.Output.Split('\n')[0].Trim());
        Assert.Contains("From         DEV/COM/4321", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("approved as", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("Stamped at   20[0-9-]+ [0-9:]+Z by CN=Test TSA, O=Test, with other signatures", outcome.Output);
        Assert.Empty(outcome.Errors);
    }

    [Theory]
    [InlineData("wrong-message", "InvalidSignatureValue", "/message.xml")]
    [InlineData("invalid-incorrect-references", "MalformedSignature", "/message.xml")]
    [InlineData("no-signature", "AsicSignatureNotFound", "signature")]
    public async Task A_container_that_does_not_hold_says_its_code_first_and_then_what_is_wrong(string container, string code, string what)
    {
        var outcome = await VerifyAsync(container);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal($"invalid: {code}", outcome.Output.Split('\n')[0].Trim());
        Assert.Contains(what, outcome.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_same_as_JSON()
    {
        var outcome = await VerifyAsync("valid-non-batch-rest", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal("RestResponse", json.RootElement.GetProperty("message").GetProperty("kind").GetString());
        Assert.Equal("DEV/COM/1234", json.RootElement.GetProperty("signature").GetProperty("certificate").GetProperty("member").GetString());
        Assert.Equal(["/message.xml", "/attachment1"], json.RootElement.GetProperty("covered").EnumerateArray().Select(file => file.GetString()!));
    }

    [Fact]
    public async Task Without_a_configuration_nothing_is_valid_and_the_way_on_is_said()
    {
        var outcome = await Executable.RunAsync(_folder.Path, "evidence", "verify", Repository.Vector("xroad/asic/valid-signed-message.asice"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("invalid: CannotCreateCertPath", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("give the global configuration", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_at_which_the_certificate_was_not_valid_is_said()
    {
        var outcome = await VerifyAsync("valid-signed-message", "--at", "2050-01-01");
        var nonsense = await VerifyAsync("valid-signed-message", "--at", "tomorrow");

        Assert.StartsWith("invalid: InvalidCertPath.CertValidation", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, nonsense.ExitCode);
        Assert.Contains("'tomorrow' is not a time such as", nonsense.Errors + nonsense.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such.asice", 2, "There is no file")]
    [InlineData(".", 2, "is a folder")]
    [InlineData("rubbish", 1, "invalid: Asic")]
    [InlineData("empty", 1, "invalid: Asic")]
    public async Task What_is_no_container_is_said_in_a_sentence(string name, int exitCode, string sentence)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "rubbish"), [1, 2, 3, 4, 5], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "empty"), [], TestContext.Current.CancellationToken);

        var outcome = await Executable.RunAsync(_folder.Path, "evidence", "verify", Path.Combine(_folder.Path, name));

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(sentence, outcome.Output + outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_links_of_an_archive_hold_and_the_digest_that_the_next_one_goes_on_from_is_said()
    {
        var archive = Repository.Vector("xroad/archive/message-archive-0.zip");

        var whole = await Executable.RunAsync(_folder.Path, "evidence", "archive", "verify", archive, "--previous", "-", "--json");
        var later = await Executable.RunAsync(_folder.Path, "evidence", "archive", "verify", archive, "--previous", new string('a', 128));

        Assert.Equal(0, whole.ExitCode);
        using var json = JsonDocument.Parse(whole.Output);
        Assert.Matches("^[0-9a-f]{128}$", json.RootElement.GetProperty("lastDigest").GetString());
        Assert.Equal(1, later.ExitCode);
        Assert.StartsWith("invalid: WrongPrevious", later.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Outcome> VerifyAsync(string container, params string[] more) => Executable.RunAsync(
        _folder.Path, ["evidence", "verify", Repository.Vector($"xroad/asic/{container}.asice"), "--conf", Repository.Vector("xroad/globalconf/DEV-v3"), .. more]);
}
