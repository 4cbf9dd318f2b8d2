using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Authority.Tests;

/// <summary>How the keys that sign the configuration are replaced.</summary>
public sealed class KeyRotationTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_server_that_fetches_now_and_then_follows_every_change_of_keys(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");
        HashSet<string> keys = [];

        for (var month = 0; month < 60; month++)
        {
            var (_, shared, _) = await client.FetchAsync("internalconf", 6);
            var verdict = await client.VerifyAsync("internalconf", 6);
            keys.Add(Convert.ToHexString(verdict.Key!.Certificate.Der.Span));
            Assert.InRange(shared.Sources.Single().InternalVerificationCertificates.Count, 2, 3);
            role.Time.Advance(TimeSpan.FromDays(30));
        }

        Assert.Equal(5, keys.Count);
    }

    [Fact]
    public async Task An_anchor_serves_through_the_next_change_and_not_for_ever()
    {
        await using var role = await AuthorityRole.StartAsync();
        var early = await ConfigurationClient.WithAnchorAsync(role, "internal");

        role.Time.Advance(TimeSpan.FromDays(500));
        var next = await early.VerifyAsync("internalconf", 6);
        role.Time.Advance(TimeSpan.FromDays(400));
        var tooLate = await early.VerifyAsync("internalconf", 6);
        var anew = await (await ConfigurationClient.WithAnchorAsync(role, "internal")).VerifyAsync("internalconf", 6);

        Assert.Equal((null, KeyOrigin.Anchor), (next.Problem, next.Key!.Origin));
        Assert.Equal(ConfigurationCodes.CertNotFound, tooLate.Problem?.Name);
        Assert.Null(anew.Problem);
    }

    [Fact]
    public async Task An_authority_that_was_away_for_years_does_not_sign_with_a_key_that_nobody_knows()
    {
        await using var role = await AuthorityRole.StartAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");
        await client.FetchAsync("internalconf", 6);

        await role.StopAsync();
        role.Time.Advance(TimeSpan.FromDays(2000));
        await role.RestartedAsync();

        Assert.Null((await client.VerifyAsync("internalconf", 6)).Problem);
    }

    [Fact]
    public async Task A_restart_changes_no_key_and_no_anchor()
    {
        await using var role = await AuthorityRole.StartAsync();
        var before = await role.Anyone.GetStringAsync("/anchor/internal", TestContext.Current.CancellationToken);

        await role.RestartAsync();

        Assert.Equal(before, await role.Anyone.GetStringAsync("/anchor/internal", TestContext.Current.CancellationToken));
    }
}
