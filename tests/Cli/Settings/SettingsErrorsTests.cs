using Cabildo.Cli.Tests.Roles;
using Cabildo.Cli.Tests.Support;
using Cabildo.RepublicaDelPlata;

namespace Cabildo.Cli.Tests.Settings;

/// <summary>What an operator reads whose file is wrong.</summary>
public sealed class SettingsErrorsTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task A_node_names_the_line_of_everything_that_is_wrong_at_once()
    {
        _folder.Write("node.yaml", """
            Database: Data Source=exchange.db
            Exchange:
              Server: RP/GOV/digital
              Tokn: keys
              Anchor: anchor.xml
              PeersPort: 0
              Services:
                - Id: RP/GOV/digital/documents/listMethods
                  Urls: [ftp://register]
                  Timeout: soon
                - Id: RP/GOV/digital/documents/a
                  Grants:
                    - {Client: RP/GOV/digital/a, LocalGroup: b}
              Log:
                QueueLength: 0
            """);

        var outcome = await Executable.RunAsync(_folder.Path, "exchange", "--config", "node.yaml");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            """
            cabildo exchange: node.yaml, line 3: Exchange:Token names the folder of the node's keys.
            cabildo exchange: node.yaml, line 3: Exchange:Server is 'RP/GOV/digital', which is not an identifier of the kind it must be.
            cabildo exchange: node.yaml, line 4: Exchange:Tokn is not a setting. Did you mean Exchange:Token?
            cabildo exchange: node.yaml, line 6: Exchange:PeersPort is a port, 1 to 65535.
            cabildo exchange: node.yaml, line 8: Exchange:Services:0:Id has the code 'listMethods', by which servers tell of services. Choose another.
            cabildo exchange: node.yaml, line 9: Exchange:Services:0:Urls:0 is 'ftp://register', and must be http or https://host:port with neither query nor user.
            cabildo exchange: node.yaml, line 10: Exchange:Services:0:Timeout is 'soon', and must be a duration: hh:mm:ss, or d.hh:mm:ss.
            cabildo exchange: node.yaml, line 11: Exchange:Services:1:Urls has at least one address.
            cabildo exchange: node.yaml, line 13: Exchange:Services:1:Grants:0 names one of Client, GlobalGroup and LocalGroup.
            cabildo exchange: node.yaml, line 13: Exchange:Services:1:Grants:0:LocalGroup is 'b', which LocalGroups does not have.
            cabildo exchange: node.yaml, line 15: Exchange:Log:QueueLength is 1 to 1,000,000.

            """,
            outcome.Errors);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "exchange.db")));
    }

    [Theory]
    [InlineData("documents", "QrLifetime: 00:05:00\n", "Documents:QrLifetime: ")]
    [InlineData("documents", "Issur: x\n", "Documents:Issur is not a setting. Did you mean Documents:Issuer?")]
    [InlineData("identity", "LockOutAfter: 99\n", "Identity:LockOutAfter must be 1 to 20")]
    [InlineData("portal", "ClientIds: x\n", "Portal:ClientIds is not a setting. Did you mean Portal:ClientId?")]
    public async Task Every_role_names_the_line(string role, string wrong, string sentence)
    {
        var example = RolesPage.Example(role);
        var file = example.TrimEnd('\n') + "\n  " + wrong;
        _folder.Write($"{role}.yaml", file);
        File.Copy(CountryFolder.Pack, Path.Combine(_folder.Path, "pack.yaml"));

        var outcome = await Executable.RunAsync(_folder.Path, role, "--config", $"{role}.yaml");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"cabildo {role}: {role}.yaml, line {file.TrimEnd('\n').Split('\n').Length}: {sentence}", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_environment_sets_is_named_by_its_variable()
    {
        _folder.Write("portal.yaml", RolesPage.Example("portal"));
        File.Copy(CountryFolder.Pack, Path.Combine(_folder.Path, "pack.yaml"));

        await using var executable = Executable.Start(_folder.Path, ["portal", "--config", "portal.yaml"], ("CABILDO_Portal__TimeZone", "Plata/Capital"));
        var outcome = await executable.EndAsync();

        Assert.Contains("cabildo portal: CABILDO_Portal__TimeZone: Portal:TimeZone names no time zone", outcome.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
