using System.CommandLine;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange changes</c>: who changed what, and when.</summary>
internal static class ChangesCommand
{
    public const string Examples = "cabildo exchange changes list --after 12";

    public static Command Create()
    {
        var after = new Option<long>("--after") { Description = "Only those after this one.", HelpName = "N" };
        return new Command("changes", "Who changed what of a node that runs.")
        {
            Verb.Of("list", "Lists them, oldest first, 500 at most.", [after], (call, arguments, ct) => call.ListAsync(
                $"changes?after={arguments.GetValue(after)}", item => $"{item["version"]}  {item["time"]}  {item["operator"]}  {item["action"]} {item["target"]}  {item["body"]}".TrimEnd(), ct)),
        };
    }
}
