using System.CommandLine;
using System.Text.Json;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange clients …</c></summary>
internal static class ClientCommands
{
    public const string Examples = """
        cabildo exchange clients list
        cabildo exchange clients add RP/MUN/rioclaro/enrolment --connection Https
        cabildo exchange clients change RP/MUN/rioclaro/enrolment --connection MutualTls --certificate 9f86…0a08
        cabildo exchange clients remove RP/MUN/rioclaro/enrolment
        """;

    public static Command Create()
    {
        var client = Verb.Argument("CLIENT", "The subsystem: instance/class/member/subsystem.");
        var connection = Verb.One("--connection", "KIND", "MutualTls, Https or Http.");
        var certificates = Verb.Many("--certificate", "SHA256", "A fingerprint of its TLS certificates, in hexadecimal. May come more than once.");
        return new Command("clients", "The organisation's subsystems that call through a node that runs.")
        {
            Verb.Of("list", "Lists them.", [], (call, _, ct) => call.ListAsync("clients", item => $"{item["key"]}  {item["value"]!["connection"]}  ({item["origin"]})", ct)),
            Verb.Of("add", "Adds one.", [client, connection, certificates], async (call, arguments, ct) =>
                await call.AddAsync(HttpMethod.Put, $"/clients/{arguments.GetRequiredValue(client)}", new { connection = arguments.GetValue(connection), certificates = arguments.GetValue(certificates) ?? [] }, ct)),
            Verb.Of("change", "Changes how one must connect, or its certificates: those named take the place of all.", [client, connection, certificates], (call, arguments, ct) =>
                call.ChangeAsync($"/clients/{arguments.GetRequiredValue(client)}", value =>
                {
                    if (arguments.GetValue(connection) is { } kind)
                        value["connection"] = kind;
                    if (arguments.GetValue(certificates) is { Length: > 0 } named)
                        value["certificates"] = JsonSerializer.SerializeToNode(named);
                }, ct)),
            Verb.Of("remove", "Removes one.", [client], (call, arguments, ct) => call.RemoveAsync($"/clients/{arguments.GetRequiredValue(client)}", ct)),
        };
    }
}
