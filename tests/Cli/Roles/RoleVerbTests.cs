using System.Globalization;
using Cabildo.Cli.Tests.Support;
using Cabildo.Platform.Hosting;
using Cabildo.RepublicaDelPlata;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Roles;

/// <summary>Each role alone, from the example file that its operators find in docs/operate/roles.md.</summary>
public sealed class RoleVerbTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Theory]
    [InlineData("identity", "/.well-known/openid-configuration")]
    [InlineData("documents", "/trust-list/key")]
    [InlineData("portal", "/about")]
    public async Task A_role_starts_from_the_example_serves_and_stops_at_Ctrl_C(string role, string path)
    {
        Write(role);
        File.Copy(CountryFolder.Pack, Path.Combine(_folder.Path, "pack.yaml"));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Free("localhost")}"));
        var origin = address.GetLeftPart(UriPartial.Authority);

        await using var executable = Executable.Start(
            _folder.Path, [role, "--config", $"{role}.yaml"], ("CABILDO_Urls", origin), ($"CABILDO_{role}__Issuer", origin));

        Assert.Equal(200, await executable.AnswerAsync(new Uri(address, path)));
        Assert.Equal(200, await executable.AnswerAsync(new Uri(address, "/health/ready")));
        var outcome = await executable.InterruptAsync();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "data", $"{role}.db")));
    }

    [Fact]
    public async Task An_exchange_node_says_what_it_needs_before_its_first_start()
    {
        Write("exchange");

        var before = await Executable.RunAsync(_folder.Path, "exchange", "--config", "exchange.yaml");

        Assert.Equal(1, before.ExitCode);
        Assert.Contains("cabildo exchange init", before.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_node_is_made_certified_and_starts_though_its_centre_is_away()
    {
        var made = await Executable.RunAsync(
            _folder.Path, "exchange", "init", "--server", "RP/GOV/digital/digital-1", "--address", "127.0.1.1", "--client", "RP/GOV/digital/documents", "--out", "node");
        var again = await Executable.RunAsync(_folder.Path, "exchange", "init", "--server", "RP/GOV/digital/digital-1", "--address", "127.0.1.1", "--out", "node");
        var requests = Directory.GetFiles(Path.Combine(_folder.Path, "node"), "*.csr");
        var issued = TestAuthority.Issue(_folder, requests);
        var installed = new List<Outcome>();
        foreach (var certificate in issued)
            installed.Add(await Executable.RunAsync(_folder.Path, "exchange", "install", "--config", "node/node.yaml", certificate, "ca.pem"));
        var stranger = await Executable.RunAsync(_folder.Path, "exchange", "install", "--config", "node/node.yaml", "ca.pem");
        File.WriteAllBytes(Path.Combine(_folder.Path, "node", "anchor.xml"), TestAuthority.Anchor());
        (string, string)[] ports =
        [
            ("CABILDO_Exchange__ClientsUrl", Free("http", "127.0.1.1")), ("CABILDO_Exchange__PeersUrl", Free("https", "127.0.1.1")),
            ("CABILDO_Exchange__OcspPort", LoopbackPorts.Free("127.0.1.1").ToString(CultureInfo.InvariantCulture)),
        ];
        await using var executable = Executable.Start(_folder.Path, ["exchange", "--config", "node/node.yaml"], ports);

        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        Assert.Equal(2, requests.Length);
        Assert.Contains("is not empty", again.Errors, StringComparison.Ordinal);
        Assert.All(installed, outcome => Assert.StartsWith("Installed as ", outcome.Output, StringComparison.Ordinal));
        Assert.Contains("has no key of this certificate", stranger.Errors, StringComparison.Ordinal);
        Assert.Equal(200, await executable.AnswerAsync(new Uri(new Uri(ports[0].Item2), "/health/live")));
        Assert.Equal(0, (await executable.InterruptAsync()).ExitCode);
    }

    [Theory]
    [InlineData("identity", "CABILDO_Identity__Issuer", "http://example.org", "Identity:Issuer must be https://host")]
    [InlineData("identity", "CABILDO_Identity__LockOutAfter", "many", "Identity:LockOutAfter")]
    [InlineData("identity", "CABILDO_Country__Pack", "no-such.yaml", "There is no country pack at no-such.yaml")]
    [InlineData("identity", "CABILDO_Assets__Folder", "no-such", "./cabildo build")]
    [InlineData("identity", "CABILDO_Database", "Host=127.0.0.1;Port=1;Database=x;Username=x", "the database of setting Database cannot be used")]
    [InlineData("documents", "CABILDO_Documents__Issuer", "http://localhost:8082/", "Documents:Issuer must be an address")]
    [InlineData("documents", "CABILDO_Documents__TimeZone", "Plata/Capital", "Documents:TimeZone names no time zone")]
    [InlineData("documents", "CABILDO_Documents__QrLifetime", "00:05:00", "QrLifetime")]
    [InlineData("portal", "CABILDO_Portal__Documents", "not an address", "Portal:Documents must be the address")]
    [InlineData("portal", "CABILDO_Portal__TimeZone", "Plata/Capital", "Portal:TimeZone names no time zone")]
    [InlineData("portal", "CABILDO_Urls", "ftp://localhost", "Urls has ftp://localhost")]
    [InlineData("exchange", "CABILDO_Exchange__Server", "digital-1", "Exchange:Server")]
    public async Task A_wrong_setting_is_one_sentence_and_exit_code_1(string role, string name, string value, string sentence)
    {
        Write(role);
        File.Copy(CountryFolder.Pack, Path.Combine(_folder.Path, "pack.yaml"));

        await using var executable = Executable.Start(_folder.Path, [role, "--config", $"{role}.yaml"], (name, value));
        var outcome = await executable.EndAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"cabildo {role}: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains(sentence, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
        // What was wrong before the start is not logged as a failure of the start as well.
        Assert.True(outcome.Output.Length == 0 || name == "CABILDO_Database", outcome.Output);
    }

    [Theory, InlineData("identity"), InlineData("portal")]
    public async Task A_role_with_pages_asks_for_its_country(string role)
    {
        _folder.Write($"{role}.yaml", RolesPage.Example(role).Replace("Country:", "Nation:", StringComparison.Ordinal));

        var outcome = await Executable.RunAsync(_folder.Path, role, "--config", $"{role}.yaml");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"cabildo {role}: {role}.yaml: Country:Pack is not set. Set it to the path of a pack.yaml.\n", outcome.Errors, StringComparison.Ordinal);
        Assert.Matches($"cabildo {role}: {role}.yaml, line [0-9]+: Nation is not a setting. ", outcome.Errors);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        Write("portal");
        File.Copy(CountryFolder.Pack, Path.Combine(_folder.Path, "pack.yaml"));
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        await using var executable = Executable.Start(_folder.Path, ["portal", "--config", "portal.yaml"], ("CABILDO_Urls", $"http://{taken.LocalEndpoint}"));
        var outcome = await executable.EndAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"{taken.LocalEndpoint}", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("address already in use", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Free(string scheme, string address) =>
        string.Create(CultureInfo.InvariantCulture, $"{scheme}://{address}:{LoopbackPorts.Free(address)}");

    private void Write(string role) => _folder.Write($"{role}.yaml", RolesPage.Example(role));
}
