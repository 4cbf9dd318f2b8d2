using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cabildo.Cli.Help;

/// <summary>The help of a verb, with its examples beneath.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <summary>Puts examples under the help of every verb of <paramref name="root"/> that has them.</summary>
    public static void AddTo(RootCommand root, IReadOnlyDictionary<Command, string> examples)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        var lines = ExamplesOf(parseResult.CommandResult.Command);
        if (lines.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine($"  {line}");
            output.WriteLine();
        }

        return result;
    }

    // A verb within a verb has those of its parent that are about it.
    private List<string> ExamplesOf(Command command)
    {
        if (examples.TryGetValue(command, out var text))
            return [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? ExamplesOf(parent).FindAll(line => line.Contains($" {parent.Name} {command.Name} ", StringComparison.Ordinal))
            : [];
    }
}
