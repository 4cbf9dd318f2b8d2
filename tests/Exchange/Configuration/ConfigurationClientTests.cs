using System.Text;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests.Configuration;

public sealed class ConfigurationClientTests : IAsyncLifetime
{
    private static readonly SubsystemId Licences = new(new MemberId("RP", "GOV", "transport"), "licences");
    private static readonly SubsystemId Borders = new(new MemberId("RA", "GOV", "interior"), "borders");

    private TestCentre _centre = null!;
    private TestClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _centre = await new TestCentre("RP", "127.0.10.1").StartAsync();
        _centre.Shared = With(_centre.Shared, Licences);
        _client = new TestClient(_centre.Anchor());
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _centre.DisposeAsync();
    }

    [Fact]
    public async Task A_configuration_is_downloaded_verified_and_kept_as_other_programs_keep_it()
    {
        await _client.RefreshAsync();

        Assert.True(_client.Current.IsRegistered(Licences));
        Assert.Equal("transport-1", Assert.Single(_client.Current.ServersOf(Licences)).Id.Code);
        Assert.Equal(TimeSpan.FromMinutes(1), _client.Current.TimestampingInterval);
        var kept = ConfigurationFolder.Read(_client.KeptFolder);
        Assert.Equal("RP", kept.OwnInstance);
        Assert.Equal(6, kept.Own.Version);
        Assert.NotNull(kept.Own.Private);
        Assert.Equal(_client.Current.OwnExpires, kept.Own.Expires);
        Assert.Empty(Directory.GetFiles(_client.KeptFolder, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Files_that_have_not_changed_are_not_downloaded_again()
    {
        await _client.RefreshAsync();
        var (snapshot, changes) = (_client.Current, 0);
        _client.Configuration.OnChange(() => changes++);
        _centre.Asked.Clear();

        await Task.Delay(1100, TestContext.Current.CancellationToken);
        await _client.RefreshAsync();

        Assert.Equal(["/internalconf?version=6"], _centre.Asked);
        Assert.Equal(0, changes);
        Assert.Same(snapshot.Verifier, _client.Current.Verifier);
        Assert.True(_client.Current.OwnExpires > snapshot.OwnExpires, "The copy of a minute ago would expire although the centre is there.");
        Assert.Equal(_client.Current.OwnExpires, ConfigurationFolder.Read(_client.KeptFolder).Own.Expires);
    }

    [Fact]
    public async Task What_changes_at_the_centre_changes_here_and_is_told()
    {
        await _client.RefreshAsync();
        var changes = 0;
        _client.Configuration.OnChange(() => changes++);
        var before = _client.Current;
        var taxes = new SubsystemId(Licences.Member, "taxes");
        _centre.Shared = With(_centre.Shared, Licences, taxes);

        await _client.RefreshAsync();

        Assert.Equal(1, changes);
        Assert.True(_client.Current.IsRegistered(taxes));
        Assert.False(before.IsRegistered(taxes), "A message sees one state of the configuration.");
    }

    [Theory]
    [InlineData(6, "3,4,5,6")]
    [InlineData(5, "2,5")]
    [InlineData(3, "3")]
    [InlineData(2, "2")]
    public async Task The_highest_version_that_the_centre_has_is_taken(int taken, string versions)
    {
        _centre.Versions = versions.Split(',').Select(int.Parse).ToHashSet();

        await _client.RefreshAsync();

        Assert.Equal(taken, _client.Current.Own.Version);
    }

    [Fact]
    public async Task Without_a_copy_and_without_a_centre_there_is_no_traffic_and_a_sentence_why()
    {
        await _centre.StopAsync();

        await _client.RestartAsync();
        await _client.RefreshAsync();

        Assert.Null(_client.Configuration.Current);
        Assert.Equal("OutdatedGlobalConf", _client.Configuration.Problem.Name);
        Assert.Contains("no global configuration yet", _client.Configuration.Problem.Message, StringComparison.Ordinal);

        await _centre.StartAsync();
        await _client.RefreshAsync();
        Assert.True(_client.Current.IsRegistered(Licences));
        Assert.Contains(_client.Log.Lines, line => line.Contains("traffic goes on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_kept_copy_is_in_force_after_a_restart_although_the_centre_is_down()
    {
        await _client.RefreshAsync();
        await _centre.StopAsync();

        await _client.RestartAsync();

        Assert.True(_client.Current.IsRegistered(Licences));
    }

    [Fact]
    public async Task A_configuration_that_expires_stops_traffic_until_there_is_another()
    {
        await _client.RefreshAsync();
        await _centre.StopAsync();

        _client.Time.Advance(TimeSpan.FromMinutes(9));
        await _client.RefreshAsync();
        Assert.NotNull(_client.Configuration.Current);

        _client.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_client.Configuration.Current);
        Assert.Equal("OutdatedGlobalConf", _client.Configuration.Problem.Name);
        Assert.Contains("expired", _client.Configuration.Problem.Message, StringComparison.Ordinal);

        await _client.RestartAsync();
        Assert.Null(_client.Configuration.Current);

        _centre.Validity = TimeSpan.FromMinutes(30);
        await _centre.StartAsync();
        await _client.RefreshAsync();
        Assert.NotNull(_client.Configuration.Current);
    }

    [Theory]
    [InlineData("/internalconf", "InvalidSignatureValue")]
    [InlineData("/V6/shared-params.xml", "InvalidPartDigest")]
    [InlineData("/V6/private-params.xml", "InvalidPartDigest")]
    public async Task What_was_changed_on_its_way_replaces_nothing(string path, string code)
    {
        await _client.RefreshAsync();
        var before = _client.Current;
        _centre.Shared = With(_centre.Shared, new SubsystemId(Licences.Member, "taxes"));
        _centre.Private = _centre.Private with { TimeStampingInterval = TimeSpan.FromHours(1) };
        _centre.Tamper = (asked, content) => asked == path ? Changed(content) : content;

        for (var i = 0; i < 5; i++)
            await _client.RefreshAsync();

        Assert.Same(before, _client.Current);
        Assert.Equal(TimeSpan.FromMinutes(1), ConfigurationFolder.Read(_client.KeptFolder).Own.Private!.TimeStampingInterval);
        Assert.Single(_client.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configuration_signed_by_another_key_is_forged()
    {
        _centre.Key = TestCentre.NewKey();

        await _client.RefreshAsync();

        Assert.Null(_client.Configuration.Current);
        Assert.False(Directory.Exists(_client.KeptFolder));
        Assert.Contains(_client.Log.Lines, line => line.Contains("CertNotFound", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expired_configuration_from_a_centre_that_no_longer_signs_is_not_taken()
    {
        _centre.Validity = TimeSpan.FromMinutes(-1);

        await _client.RefreshAsync();

        Assert.Null(_client.Configuration.Current);
        Assert.Contains(_client.Log.Lines, line => line.Contains("OutdatedGlobalConf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_was_announced_beforehand_may_sign_even_after_a_restart()
    {
        var next = TestCentre.NewKey();
        _centre.AnnouncedKeys.Add(next);
        await _client.RefreshAsync();
        await _client.RestartAsync();
        (_centre.Key, _centre.Shared) = (next, With(_centre.Shared, Licences, new SubsystemId(Licences.Member, "taxes")));

        await _client.RefreshAsync();

        Assert.True(_client.Current.IsRegistered(new SubsystemId(Licences.Member, "taxes")));
    }

    [Fact]
    public async Task An_anchor_that_is_replaced_counts_without_a_restart()
    {
        _centre.Key = TestCentre.NewKey();
        await _client.RefreshAsync();
        Assert.Null(_client.Configuration.Current);

        _client.Anchor = _centre.Anchor();
        await _client.RefreshAsync();

        Assert.NotNull(_client.Configuration.Current);
    }

    [Fact]
    public async Task An_anchor_that_is_none_is_told_once_and_leaves_what_there_is()
    {
        await _client.RefreshAsync();
        await File.WriteAllTextAsync(_client.AnchorFile, "<a/>", TestContext.Current.CancellationToken);

        await _client.RefreshAsync();
        await _client.RefreshAsync();

        Assert.NotNull(_client.Configuration.Current);
        Assert.Single(_client.Log.Lines, line => line.Contains("MalformedAnchor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_sources_the_first_that_answers_is_used_and_asked_first_from_then_on()
    {
        await using var second = await new TestCentre("RP", "127.0.10.2").StartAsync();
        (second.Key, second.ExternalKey, second.Shared) = (_centre.Key, _centre.ExternalKey, _centre.Shared);
        _client.Anchor = _centre.Anchor() with { Sources = [.. _centre.Anchor().Sources, .. second.Anchor().Sources] };
        await _centre.StopAsync();

        await _client.RefreshAsync();
        Assert.NotNull(_client.Configuration.Current);
        await _centre.StartAsync();
        _centre.Asked.Clear();
        await _client.RefreshAsync();

        Assert.Empty(_centre.Asked);
    }

    [Fact]
    public async Task A_centre_that_sends_without_end_is_given_up()
    {
        _centre.Tamper = (_, content) => [.. content, .. new byte[2 * 1024 * 1024]];

        await _client.RefreshAsync();

        Assert.Null(_client.Configuration.Current);
        Assert.Contains(_client.Log.Lines, line => line.Contains("more than 1048576 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_federated_instance_is_known_as_long_as_the_own_one_names_it()
    {
        await using var andes = await FederateAsync();
        await _client.RefreshAsync();
        Assert.True(_client.Current.IsRegistered(Borders));
        Assert.Null(_client.Current.Find("RA")!.Private);
        await _client.RestartAsync();
        Assert.True(_client.Current.IsRegistered(Borders));

        _centre.Private = _centre.Private with { Anchors = [] };
        await _client.RefreshAsync();

        Assert.False(_client.Current.IsRegistered(Borders));
        Assert.Equal(["RP"], Directory.GetDirectories(_client.KeptFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_federated_instance_that_expires_is_unknown_and_the_rest_goes_on()
    {
        await using var andes = await FederateAsync();
        andes.Validity = TimeSpan.FromMinutes(2);
        await _client.RefreshAsync();
        await andes.StopAsync();
        var changes = 0;
        _client.Configuration.OnChange(() => changes++);

        _client.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.False(_client.Current.IsRegistered(Borders));
        Assert.True(_client.Current.IsRegistered(Licences));
        await _client.RefreshAsync();
        Assert.Equal(1, changes);

        andes.Validity = TimeSpan.FromMinutes(10);
        await andes.StartAsync();
        await _client.RefreshAsync();
        Assert.True(_client.Current.IsRegistered(Borders));
    }

    [Fact]
    public async Task An_instance_speaks_for_its_own_members_alone()
    {
        await using var andes = await FederateAsync();
        var claimed = andes.Shared.SecurityServers[0] with { Clients = [Borders] };
        andes.Shared = With(andes.Shared, Borders, Licences) with { SecurityServers = [claimed with { Clients = [Borders, Licences] }] };

        await _client.RefreshAsync();

        Assert.Equal(["RP"], _client.Current.ServersOf(Licences).Select(server => server.Id.Owner.Instance).Distinct());
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_does_not_stop_traffic()
    {
        await File.WriteAllTextAsync(_client.KeptFolder, "a file where the folder should be", TestContext.Current.CancellationToken);

        await _client.RefreshAsync();
        Assert.NotNull(_client.Configuration.Current);

        File.Delete(_client.KeptFolder);
        await _client.RefreshAsync();
        Assert.Equal("RP", ConfigurationFolder.Read(_client.KeptFolder).OwnInstance);
    }

    [Fact]
    public async Task A_copy_that_is_damaged_is_as_good_as_none()
    {
        await _client.RefreshAsync();
        await File.WriteAllTextAsync(Path.Combine(_client.KeptFolder, "RP", "shared-params.xml"), "<conf", TestContext.Current.CancellationToken);

        await _client.RestartAsync();
        Assert.Null(_client.Configuration.Current);

        await _client.RefreshAsync();
        Assert.NotNull(_client.Configuration.Current);
    }

    [Fact]
    public async Task A_look_up_by_identifier_allocates_nothing()
    {
        await _client.RefreshAsync();
        var stranger = new SubsystemId(new MemberId("XX", "GOV", "nobody"), "nothing");
        var server = _client.Current.ServersOf(Licences)[0].Id;
        Look();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Look();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Look()
        {
            var current = _client.Configuration.Current!;
            Assert.True(current.IsRegistered(Licences) && current.ServersOf(Licences).Count == 1 && current.Serving(Licences).Count == 1 && current.Server(server) is not null);
            Assert.False(current.IsRegistered(stranger) || current.ServersOf(stranger).Count > 0 || current.IsInGroup("RP", "none", Licences));
        }
    }

    private async Task<TestCentre> FederateAsync()
    {
        var andes = await new TestCentre("RA", "127.0.10.3").StartAsync();
        andes.Shared = With(andes.Shared, Borders);
        _centre.Private = _centre.Private with { Anchors = [andes.Anchor(external: true)] };
        return andes;
    }

    private static SharedParameters With(SharedParameters shared, params SubsystemId[] subsystems)
    {
        var members = subsystems.GroupBy(subsystem => subsystem.Member).Select(group =>
            new Member(group.Key, new MemberClass("GOV", "Government"), group.Key.MemberCode, [.. group.Select(id => new Subsystem(id, null))])).ToList();
        return shared with
        {
            Members = members,
            SecurityServers = [new SecurityServer(new SecurityServerId(members[0].Id, members[0].Id.MemberCode + "-1"), "127.0.10.9", [], [.. subsystems])],
        };
    }

    private static byte[] Changed(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var changed = text.Replace("Expire-date: 20", "Expire-date: 21", StringComparison.Ordinal).Replace("</ns2:conf>", " </ns2:conf>", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(changed == text ? text + " " : changed);
    }
}
