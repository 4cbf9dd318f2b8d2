using System.Net;
using Cabildo.Authority.Tests.Support;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Tests;

/// <summary>What the role says of itself.</summary>
public sealed class HealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_authority_that_works_says_so()
    {
        await using var role = await AuthorityRole.StartAsync();
        await role.Anyone.GetAsync("/internalconf", Ct);

        var (status, text) = await ReadyAsync(role);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Healthy\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_opened_is_named_and_nothing_is_signed()
    {
        await using var role = await AuthorityRole.StartAsync();
        await role.Anyone.GetAsync("/internalconf", Ct);

        await role.RestartAsync(settings => settings["Authority:RootPassphrase"] = "not the one it was");
        var (status, text) = await ReadyAsync(role);
        using var configuration = await role.Anyone.GetAsync("/internalconf?version=6", Ct);
        using var stamp = await role.Anyone.PostAsync("/tsa", new ByteArrayContent([]) { Headers = { ContentType = new("application/timestamp-query") } }, Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The root token cannot be opened", text, StringComparison.Ordinal);
        Assert.Contains("No configuration has been made", text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (configuration.StatusCode, stamp.StatusCode));
    }

    [Fact]
    public async Task A_configuration_that_is_half_over_is_reported()
    {
        await using var role = await AuthorityRole.StartAsync();
        await role.Anyone.GetAsync("/internalconf", Ct);

        role.Time.Advance(TimeSpan.FromMinutes(6));
        var (status, text) = await ReadyAsync(role);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("it expires at", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_leave_the_last_good_ones_published()
    {
        await using var role = await AuthorityRole.StartAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");

        await File.WriteAllTextAsync(role.FactsFile, "instance: [", Ct);
        role.Time.Advance(TimeSpan.FromMinutes(2));
        var (_, shared, _) = await client.FetchAsync("internalconf", 6);
        var (status, text) = await ReadyAsync(role);

        Assert.Equal(3, shared.Members.Count);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Degraded\n", text, StringComparison.Ordinal);
        Assert.Contains("line 1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authority:PublicUrl", "http://127.0.0.1:1/path", "PublicUrl")]
    [InlineData("Authority:PublicUrl", "ftp://127.0.0.1", "PublicUrl")]
    [InlineData("Authority:Facts", "/nowhere/facts.yaml", "There is no /nowhere/facts.yaml")]
    [InlineData("Authority:Name", "", "Name")]
    [InlineData("Authority:CertificateProfileInfo", "Nobody", "naming members")]
    [InlineData("Authority:ConfigurationLifetime", "00:00:01", "ConfigurationLifetime")]
    [InlineData("Authority:TimestampPolicy", "3.x", "TimestampPolicy")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string setting, string value, string sentence)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthorityRole.StartAsync(change: settings => settings[setting] = value));

        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_folder_for_both_tokens_is_refused()
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(
            () => AuthorityRole.StartAsync(change: settings => settings["Authority:Token"] = settings["Authority:RootToken"]));

        Assert.Contains("two folders", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(AuthorityRole role)
    {
        using var answer = await role.Anyone.GetAsync("/health/ready", Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
