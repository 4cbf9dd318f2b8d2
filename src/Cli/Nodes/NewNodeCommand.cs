using System.CommandLine;
using System.Net;
using Cabildo.Exchange;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Nodes;

/// <summary><c>cabildo exchange init</c>: keys, requests for certificates and the settings of a new node, in a folder of its own.</summary>
internal static class NewNodeCommand
{
    public const string Examples = "cabildo exchange init --server RP/GOV/transport/transport-1 --address node.transport.example --client RP/GOV/transport/licences --out /etc/cabildo/node";

    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "The server: instance/class/member/server. Its member owns it.", HelpName = "ID", Required = true };
        var address = new Option<string>("--address") { Description = "The name or address at which other servers reach it.", HelpName = "HOST", Required = true };
        var clients = new Option<string[]>("--client") { Description = "A subsystem it serves: instance/class/member/subsystem. May come more than once.", HelpName = "ID" };
        var keys = new Option<KeyKind>("--keys") { Description = "The kind of its keys.", HelpName = "KIND", DefaultValueFactory = _ => KeyKind.EcdsaP256 };
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder, which must be empty or new.", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("node") };
        var command = new Command("init", "Makes the keys of a new exchange node, the requests for its certificates, and its settings.") { server, address, clients, keys, folder };
        command.SetAction(arguments =>
        {
            try
            {
                var node = NewNode.Of(arguments.GetRequiredValue(server), arguments.GetRequiredValue(address), arguments.GetValue(clients) ?? []);
                Console.WriteLine(node.Make(arguments.GetRequiredValue(folder), arguments.GetRequiredValue(keys)));
                return 0;
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"cabildo exchange init: {problem.Message}");
                return 1;
            }
        });
        return command;
    }
}

/// <summary>A node that is to be.</summary>
/// <param name="Server">Its server.</param>
/// <param name="Address">Where others reach it.</param>
/// <param name="Clients">The subsystems it serves.</param>
internal sealed record NewNode(SecurityServerId Server, string Address, IReadOnlyList<SubsystemId> Clients)
{
    private IEnumerable<MemberId> Members => Clients.Select(client => client.Member).Prepend(Server.Owner).Distinct();

    /// <exception cref="InvalidDataException">Something is not what it must be; the message names it.</exception>
    public static NewNode Of(string server, string address, IEnumerable<string> clients)
    {
        if (!SecurityServerId.TryParse(server, out var id))
            throw new InvalidDataException($"'{server}' is no server: write instance/class/member/server, each part percent-encoded.");
        if (Uri.CheckHostName(address) == UriHostNameType.Unknown)
            throw new InvalidDataException($"'{address}' is neither a host name nor an address.");
        return new NewNode(id, address, [.. clients.Select(Subsystem)]);
    }

    /// <summary>Makes it in an empty folder.</summary>
    /// <returns>What its operator does next.</returns>
    public string Make(DirectoryInfo folder, KeyKind kind)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new InvalidDataException($"{folder.FullName} is not empty. Name a new folder, so that no key is overwritten.");
        PrivateFile.CreateFolder(folder.FullName);
        using var token = SoftToken.Open(Path.Combine(folder.FullName, "keys"));
        var requests = new List<string> { Write(folder, "auth.csr", NodeKeys.RequestAuthentication(token, Server, kind)) };
        foreach (var member in Members)
            requests.Add(Write(folder, NodeKeys.SigningLabel(member) + ".csr", NodeKeys.RequestSigning(token, Server, member, kind)));
        var settings = Write(folder, "node.yaml", Settings());
        return $"""
            Made in {folder.FullName}:
              {string.Join("\n  ", requests.Select(Path.GetFileName))}  requests for certificates
              keys/  the keys, which never leave this machine: back them up
              node.yaml  the settings

            What is next:
              1. Send the requests to an authority that the instance approves.
              2. cabildo exchange install --config {settings} CERTIFICATE.pem ISSUER.pem   for each certificate that comes back
              3. Have the centre register the server with its authentication certificate, and ask it for the anchor: {Path.Combine(folder.FullName, "anchor.xml")}
              4. Say in node.yaml what the node offers to whom, and run: cabildo exchange --config {settings}
            """;
    }

    private string Settings() => $"""
        # The exchange node {Server}. Every setting: docs/operate/exchange.md
        Database: Data Source={"{folder}"}/exchange.db
        Exchange:
          Server: {Server}
          Token: {"{folder}"}/keys
          Anchor: {"{folder}"}/anchor.xml
          ConfigurationFolder: {"{folder}"}/globalconf
          OcspFolder: {"{folder}"}/ocsp
          # Other servers call here, at {Address}; and at port 5577 for OCSP answers.
          PeersUrl: https://{(IPAddress.TryParse(Address, out var own) ? own : IPAddress.Any)}:5500
          # The organisation's own systems call here.
          ClientsUrl: http://127.0.0.1:8080
          Clients:
        {string.Join('\n', Clients.Select(client => $"    - Id: {client}\n      # MutualTls, Https or Http\n      Connection: MutualTls\n      # SHA-256 fingerprints of the system's TLS certificates\n      Certificates: []"))}
          Log:
            Archive:
              Folder: {"{folder}"}/archive
          # Services:
          #   - Id: {(Clients.Count > 0 ? Clients[0] : Server.Owner + "/subsystem")}/service
          #     Urls: [http://127.0.0.1:9000/path]
          #     Grants:
          #       - Client: instance/class/member/subsystem
          #         Method: GET

        """;

    private static string Write(DirectoryInfo folder, string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text.Replace("{folder}", folder.FullName, StringComparison.Ordinal));
        return path;
    }

    private static SubsystemId Subsystem(string text) => SubsystemId.TryParse(text, out var id)
        ? id
        : throw new InvalidDataException($"'{text}' is no subsystem: write instance/class/member/subsystem, each part percent-encoded.");
}
