using System.CommandLine;
using System.Text.Json.Nodes;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange rights …</c></summary>
internal static class RightCommands
{
    public const string Examples = """
        cabildo exchange rights list
        cabildo exchange rights give RP/GOV/education/schools/school --client RP/MUN/rioclaro/library --method GET --path "/*" --agreement 2026-18
        cabildo exchange rights give RP/GOV/education/schools/school --local-group inspectors --field name --per-second 5
        cabildo exchange rights take 019ac6f3-8a4e-7c1a-b0a4-0c2f1d5f6a77
        """;

    public static Command Create()
    {
        var service = Verb.Argument("SERVICE", "The service: instance/class/member/subsystem/service, of SOAP perhaps with /version.");
        var right = Verb.Argument("RIGHT", "The right's key, as the list and 'give' tell it.");
        var (client, global, local) = (Verb.One("--client", "ID", "The subsystem that may."), Verb.One("--global-group", "INSTANCE/CODE", "The group of the global configuration whose members may."), Verb.One("--local-group", "CODE", "The node's group whose members may."));
        var (method, path, agreement) = (Verb.One("--method", "METHOD", "The HTTP method; all if not set."), Verb.One("--path", "PATTERN", "The path: * is anything in one segment, ** anything; all if not set."), Verb.One("--agreement", "TEXT", "What the right comes from."));
        var fields = Verb.Many("--field", "NAME", "A member of a JSON answer that may be seen, such as holder.name; all if none is named. May come more than once.");
        var (second, burst, day) = (new Option<double?>("--per-second") { Description = "Requests a second, on average.", HelpName = "N" }, new Option<int?>("--burst") { Description = "How many at once within that.", HelpName = "N" }, new Option<long?>("--per-day") { Description = "Requests a day.", HelpName = "N" });
        return new Command("rights", "Who may call what of a node that runs.")
        {
            Verb.Of("list", "Lists them.", [], (call, _, ct) => call.ListAsync("rights", Describe, ct)),
            Verb.Of("give", "Gives one, to a service of the node's file too, and prints its key.", [service, client, global, local, method, path, agreement, fields, second, burst, day], async (call, arguments, ct) =>
            {
                var limited = arguments.GetValue(second) is not null || arguments.GetValue(day) is not null;
                var given = await call.AddAsync(HttpMethod.Post, "/rights", new
                {
                    service = arguments.GetRequiredValue(service),
                    right = new
                    {
                        client = arguments.GetValue(client),
                        globalGroup = arguments.GetValue(global),
                        localGroup = arguments.GetValue(local),
                        method = arguments.GetValue(method),
                        path = arguments.GetValue(path),
                        agreement = arguments.GetValue(agreement),
                        fields = arguments.GetValue(fields) ?? [],
                        limit = limited ? new { perSecond = arguments.GetValue(second), burst = arguments.GetValue(burst), perDay = arguments.GetValue(day) } : null,
                    },
                }, ct);
                Console.WriteLine($"{given!["key"]}");
            }),
            Verb.Of("take", "Takes one back that a call gave.", [right], (call, arguments, ct) => call.RemoveAsync($"/rights/{Uri.EscapeDataString(arguments.GetRequiredValue(right))}", ct)),
        };
    }

    private static string Describe(JsonNode item)
    {
        var right = item["value"]!["right"]!;
        var agreement = right["agreement"] is { } from ? $"  under {from}" : "";
        return $"{item["key"]}  {right["client"] ?? right["globalGroup"] ?? right["localGroup"]}  {right["method"]} {right["path"]}  of {item["value"]!["service"]}{agreement}  ({item["origin"]})";
    }
}
