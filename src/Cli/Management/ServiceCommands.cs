using System.CommandLine;
using System.Text.Json.Nodes;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange services …</c></summary>
internal static class ServiceCommands
{
    public const string Examples = """
        cabildo exchange services list
        cabildo exchange services add RP/GOV/education/schools/teachers --url http://127.0.2.2:9000/teachers
        cabildo exchange services change RP/GOV/education/schools/teachers --timeout 00:00:05
        cabildo exchange services change RP/GOV/education/schools/teachers --per-second 5 --burst 20 --per-day 10000
        cabildo exchange services change RP/GOV/education/schools/teachers --endpoint "GET /*" --endpoint "POST /*/absences"
        cabildo exchange services disable RP/GOV/education/schools/teachers --notice "Back at noon."
        cabildo exchange services enable RP/GOV/education/schools/teachers
        cabildo exchange services remove RP/GOV/education/schools/teachers
        """;

    private static readonly Argument<string> Service = Verb.Argument("SERVICE", "The service: instance/class/member/subsystem/service, of SOAP perhaps with /version.");

    public static Command Create()
    {
        var settings = new ServiceSettings();
        var notice = new Option<string>("--notice") { Description = "A sentence to its callers.", HelpName = "TEXT", Required = true };
        return new Command("services", "The services that a node that runs offers.")
        {
            Verb.Of("list", "Lists them.", [], ListAsync),
            Verb.Of("add", "Adds one; nobody may call it until a right is given.", [Service, .. settings.Options], async (call, arguments, ct) =>
            {
                var value = new JsonObject();
                settings.Write(arguments, value);
                await call.AddAsync(HttpMethod.Put, $"/services/{arguments.GetRequiredValue(Service)}", value, ct);
            }),
            Verb.Of("change", "Changes one that was added by a call: what is not named stays.", [Service, .. settings.Options], (call, arguments, ct) =>
                call.ChangeAsync($"/services/{arguments.GetRequiredValue(Service)}", value => settings.Write(arguments, value), ct)),
            Verb.Of("disable", "Puts one out of service, also one of the node's file.", [Service, notice], async (call, arguments, ct) =>
                await call.AddAsync(HttpMethod.Put, $"/disabled/{arguments.GetRequiredValue(Service)}", new { notice = arguments.GetRequiredValue(notice) }, ct)),
            Verb.Of("enable", "Puts one into service again that a call put out of it.", [Service], (call, arguments, ct) => call.RemoveAsync($"/disabled/{arguments.GetRequiredValue(Service)}", ct)),
            Verb.Of("remove", "Removes one, with the rights to it.", [Service], (call, arguments, ct) => call.RemoveAsync($"/services/{arguments.GetRequiredValue(Service)}", ct)),
        };
    }

    private static async Task ListAsync(ManagementCall call, ParseResult arguments, CancellationToken ct)
    {
        await call.ListAsync("services", Describe, ct);
        await call.ListAsync("disabled", item => $"{item["key"]}  is out of service: {item["value"]!["notice"]}  ({item["origin"]})", ct);
    }

    private static string Describe(JsonNode item)
    {
        var value = item["value"]!;
        string[] limits = [.. from limit in (IEnumerable<(string Name, string Text)>)[("perSecond", "a second"), ("perDay", "a day")]
                              where value["limit"]?[limit.Name] is { } most && (double)most > 0
                              select $"{value["limit"]![limit.Name]} {limit.Text}"];
        string[] endpoints = [.. (value["endpoints"]?.AsArray() ?? []).Select(endpoint => $"{endpoint!["method"]} {endpoint["path"]}")];
        var more = (limits.Length > 0 ? $"  at most {string.Join(" and ", limits)}" : "") + (endpoints.Length > 0 ? $"  tells of {string.Join(", ", endpoints)}" : "");
        return $"{item["key"]}  {value["kind"]}  {string.Join(' ', value["urls"]!.AsArray())}{more}  ({item["origin"]})";
    }
}
