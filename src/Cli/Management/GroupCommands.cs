using System.CommandLine;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange groups …</c></summary>
internal static class GroupCommands
{
    public const string Examples = """
        cabildo exchange groups list
        cabildo exchange groups add inspectors
        cabildo exchange groups admit inspectors RP/MUN/rioclaro/library
        cabildo exchange groups dismiss inspectors RP/MUN/rioclaro/library
        cabildo exchange groups remove inspectors
        """;

    public static Command Create()
    {
        var group = Verb.Argument("GROUP", "The group's code.");
        var member = Verb.Argument("CLIENT", "The subsystem: instance/class/member/subsystem.");
        return new Command("groups", "The local groups of a node that runs.")
        {
            Verb.Of("list", "Lists them, and their members.", [], async (call, _, ct) =>
            {
                await call.ListAsync("groups", item => $"{item["key"]}  ({item["origin"]})", ct);
                await call.ListAsync("members", item => $"{item["key"]}  ({item["origin"]})", ct);
            }),
            Verb.Of("add", "Adds one.", [group], async (call, arguments, ct) => await call.AddAsync(HttpMethod.Put, $"/groups/{Code(arguments, group)}", new { }, ct)),
            Verb.Of("admit", "Makes a subsystem a member, of a group of the node's file too.", [group, member], async (call, arguments, ct) =>
                await call.AddAsync(HttpMethod.Put, $"/members/{Code(arguments, group)}/{arguments.GetRequiredValue(member)}", new { }, ct)),
            Verb.Of("dismiss", "Ends a membership that a call made.", [group, member], (call, arguments, ct) => call.RemoveAsync($"/members/{Code(arguments, group)}/{arguments.GetRequiredValue(member)}", ct)),
            Verb.Of("remove", "Removes one that no right names any more.", [group], (call, arguments, ct) => call.RemoveAsync($"/groups/{Code(arguments, group)}", ct)),
        };
    }

    private static string Code(ParseResult arguments, Argument<string> group) => Uri.EscapeDataString(arguments.GetRequiredValue(group));
}
