using Cabildo.Platform.Hosting;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Tests;

public sealed class NodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_nodes_log_who_asked_what_and_how_it_ended_and_nothing_of_whom()
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Consumer.Settings["Log:Level"] = "Information";
            nodes.Transport.Settings["Log:Level"] = "Information";
        });
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Id", "message-7");
        nodes.Http.DefaultRequestHeaders.Add("X-Road-UserId", "RP31456789");

        await nodes.Http.GetStringAsync($"/r1/{TestNodes.Provider}/licence/31456789?also=31456789", Ct);
        using var denied = await nodes.Http.GetAsync($"/r1/{TestNodes.Provider}/closed/31456789", Ct);
        await AssertEventuallyAsync(() => Exchanges(nodes.Consumer) >= 2 && Exchanges(nodes.Transport) >= 2);

        Assert.Contains(nodes.Consumer.Log.Lines, line => line.Contains($"Sent message-7 of {TestNodes.Client} to {TestNodes.Provider}/licence: 200", StringComparison.Ordinal));
        Assert.Contains(nodes.Transport.Log.Lines, line => line.Contains($"Answered message-7 of {TestNodes.Client} to {TestNodes.Provider}/licence under agreement 2026-17: 200", StringComparison.Ordinal));
        var detail = (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<Dictionary<string, string>>(denied.Content, Ct))!["detail"];
        Assert.Contains(nodes.Consumer.Log.Lines, line => line.Contains("Server.ServerProxy.AccessDenied " + detail, StringComparison.Ordinal));
        Assert.Contains(nodes.Transport.Log.Lines, line => line.Contains("Server.ServerProxy.AccessDenied " + detail, StringComparison.Ordinal));
        Assert.DoesNotContain(nodes.Consumer.Log.Lines.Concat(nodes.Transport.Log.Lines), line => line.Contains("31456789", StringComparison.Ordinal));
    }

    // Nodes log other things too, such as which chain their message log goes on in.
    private static int Exchanges(Node node) => node.Log.Lines.Count(line => line.Contains("message-7", StringComparison.Ordinal));

    [Fact]
    public void A_certificate_that_still_serves_is_kept_and_one_that_does_not_is_replaced()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-keys-").FullName;
        using var token = SoftToken.Open(folder);
        var now = TimeProvider.System.GetUtcNow();
        var authority = TestKeys.Authority(token, "Authority", ValidityPeriod.From(now, 1000));
        Assert.True(SecurityServerId.TryParse("RP/GOV/digital/digital-1", out var server));

        var first = TestKeys.Ensure(token, authority, server, ["127.0.1.1"], ValidityPeriod.From(now, 100));
        var again = TestKeys.Ensure(token, authority, server, ["127.0.1.1"], ValidityPeriod.From(now.AddDays(10), 100));
        var moved = TestKeys.Ensure(token, authority, server, ["127.0.1.9"], ValidityPeriod.From(now.AddDays(10), 100));
        var late = TestKeys.Ensure(token, authority, server, ["127.0.1.9"], ValidityPeriod.From(now.AddDays(90), 100));

        Assert.Equal(first, again);
        Assert.NotEqual(again, moved);
        Assert.NotEqual(moved, late);
        Assert.Same(authority, TestKeys.Authority(token, "Authority", ValidityPeriod.From(now, 1000)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_certificate_asked_for_before_its_authority_began_begins_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-keys-").FullName;
        using var token = SoftToken.Open(folder);
        var now = TimeProvider.System.GetUtcNow();
        var authority = TestKeys.Authority(token, "Authority", ValidityPeriod.From(now, 1000));
        Assert.True(SecurityServerId.TryParse("RP/GOV/digital/digital-1", out var server));

        TestKeys.Ensure(token, authority, server, ["127.0.1.1"], ValidityPeriod.From(now.AddSeconds(-2), 100));

        Assert.Equal(authority.Certificate!.NotBefore, token.Find("auth")!.Certificate!.NotBefore);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Exchange:Server", "RP/GOV/digital")]
    [InlineData("Exchange:Token", "")]
    [InlineData("Exchange:ClientsUrl", "https://127.0.0.1:8080")]
    [InlineData("Exchange:PeersUrl", "https://node.example:5500")]
    [InlineData("Exchange:Clients:0:Id", "RP")]
    [InlineData("Exchange:Anchor", "")]
    [InlineData("Exchange:ConfigurationInterval", "00:00:00")]
    [InlineData("Exchange:PeersPort", "0")]
    [InlineData("Exchange:OcspPort", "65536")]
    [InlineData("Exchange:Services:0:Id", "RP/GOV/digital/documents")]
    [InlineData("Exchange:Services:0:Urls:0", "ftp://register")]
    [InlineData("Exchange:Services:0:Urls:0", "http://user:password@register")]
    [InlineData("Exchange:Services:0:Timeout", "00:00:00")]
    [InlineData("Exchange:Services:0:Grants:0:Client", "RP/GOV/digital")]
    [InlineData("Exchange:MaxBodyBytes", "0")]
    [InlineData("Exchange:ManagementUrl", "http://192.0.2.1:8081")]
    [InlineData("Exchange:ManagementUrl", "http://localhost:8081")]
    [InlineData("Exchange:ManagementUrl", "nowhere")]
    [InlineData("Exchange:Services:0:Id", "RP/GOV/digital/documents/listMethods")]
    [InlineData("Exchange:Services:0:Id", "RP/GOV/digital/documents/getWsdl")]
    [InlineData("Exchange:Services:0:DescriptionUrl", "file:///etc/passwd")]
    [InlineData("Exchange:Services:0:DescriptionUrl", "http://user:password@register/openapi.json")]
    public void A_setting_that_cannot_be_read_is_named_and_the_node_does_not_start(string setting, string value)
    {
        var settings = Settings();
        settings[setting] = value;

        var refused = Assert.Throws<OptionsValidationException>(() => Build(settings));

        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_without_its_certificate_says_how_to_make_one()
    {
        var settings = Settings();
        var folder = Directory.CreateTempSubdirectory("cabildo-empty-").FullName;
        settings["Exchange:Token"] = folder;

        var refused = Assert.Throws<InvalidDataException>(() => Build(settings));

        Assert.Contains("cabildo exchange install --config FILE CERTIFICATE", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Log:Level"] = "None",
        ["Exchange:Server"] = "RP/GOV/digital/digital-1",
        ["Exchange:Token"] = Path.Combine(Path.GetTempPath(), "cabildo-no-token"),
        ["Exchange:ClientsUrl"] = "http://127.0.9.1:1",
        ["Exchange:PeersUrl"] = "https://127.0.9.1:2",
        ["Exchange:Anchor"] = "anchor.xml",
        ["Exchange:Services:0:Id"] = "RP/GOV/digital/documents/licence",
        ["Exchange:Services:0:Urls:0"] = "http://127.0.9.3:8090/licences",
        ["Exchange:Services:0:Grants:0:Client"] = "RP/GOV/transport/licences",
    };

    private static WebApplication Build(Dictionary<string, string?> settings)
    {
        var builder = RoleHost.CreateBuilder("exchange", settings);
        builder.AddExchange();
        return builder.Build();
    }

    private static async Task AssertEventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 100 && !condition(); i++)
            await Task.Delay(20, Ct);
        Assert.True(condition());
    }
}
