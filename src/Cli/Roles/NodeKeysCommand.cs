using System.CommandLine;
using System.Net;
using Cabildo.Exchange;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Roles;

/// <summary><c>cabildo node-keys</c>: the key and certificate that an exchange node needs before its first start.</summary>
internal static class NodeKeysCommand
{
    private const int NodeDays = 730;
    private const int AuthorityDays = 3650;

    public static (Command Verb, string Examples) Create()
    {
        var config = RoleFile.Option();
        var authority = new Option<DirectoryInfo>("--authority")
        {
            Description = "Folder of the authority that issues the certificate; it is made at first. Keep it out of the nodes' reach.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("data/exchange-authority"),
        };
        var hosts = new Option<string[]>("--host") { Description = "A name or address the node answers at; that of Exchange:PeersUrl if not given.", HelpName = "HOST" };
        var command = new Command("node-keys", "Makes an exchange node's key and certificate, and prints the fingerprint that other nodes list.")
        {
            config, authority, hosts,
        };
        command.SetAction(arguments => RoleFile.RunAsync("node-keys", arguments.GetRequiredValue(config), settings =>
        {
            Console.WriteLine(Make(settings, arguments.GetRequiredValue(authority), arguments.GetValue(hosts) ?? []));
            return Task.CompletedTask;
        }));
        return (command, "cabildo node-keys --config exchange.yaml --authority /srv/authority --host node.example.org");
    }

    private static string Make(Dictionary<string, string?> settings, DirectoryInfo authorityFolder, string[] hosts)
    {
        if (!SecurityServerId.TryParse(settings.GetValueOrDefault("Exchange:Server") ?? "", out var server))
            throw new InvalidDataException("Exchange:Server must be instance/class/member/server.");
        if (settings.GetValueOrDefault("Exchange:Token") is not { Length: > 0 } folder)
            throw new InvalidDataException("Exchange:Token must be the folder of the node's keys.");
        if (hosts.Length == 0)
            hosts = [HostOf(settings.GetValueOrDefault("Exchange:PeersUrl"))];

        var now = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        using var authorityToken = SoftToken.Open(authorityFolder.FullName);
        using var token = SoftToken.Open(folder, settings.GetValueOrDefault("Exchange:TokenPassphrase"));
        var authority = NodeKeys.Authority(authorityToken, $"{server.Owner.Instance} exchange nodes", ValidityPeriod.From(now, AuthorityDays));
        return NodeKeys.Ensure(token, authority, server, hosts, ValidityPeriod.From(now, NodeDays));
    }

    private static string HostOf(string? peersUrl) =>
        Uri.TryCreate(peersUrl, UriKind.Absolute, out var url) && !(IPAddress.TryParse(url.Host, out var address) && address.Equals(IPAddress.Any))
            ? url.Host
            : throw new InvalidDataException("Say with --host at which name or address other nodes reach this one: Exchange:PeersUrl does not.");
}
