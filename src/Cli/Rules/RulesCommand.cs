using System.CommandLine;
using Cabildo.Cli.Help;

namespace Cabildo.Cli.Rules;

/// <summary><c>cabildo rules</c>: checks rules, runs them, and says how they come to what they say.</summary>
internal static class RulesCommand
{
    public static (Command Verb, string Examples) Create() =>
        (new Command("rules", "Checks and runs rules in DMN and FEEL, and explains what they decide.") { CheckCommand.Create(), RunCommand.Create(), TckCommand.Create() }, """
            cabildo rules check licence.dmn
            cabildo rules run licence.dmn --input '{"age": 17}' --explain --lang es
            cabildo rules run licence.dmn --input case.json --decision Eligible --json
            cabildo rules run fee.feel --input '{"income": 20000}'
            cabildo rules tck tck/TestCases
            """);

    internal static Argument<FileInfo> File() => new("FILE") { Description = "The rules: a model (.dmn), or an expression of FEEL (.feel or .txt)." };

    internal static Option<string?> Input(string description) => new("--input") { Description = description, HelpName = "JSON" };

    internal static Option<bool> Json() => new("--json") { Description = "Prints JSON, for programs." };

    /// <summary>Runs a verb; what cannot be read ends with 2.</summary>
    internal static int Run(string verb, Func<TextWriter, int> run)
    {
        try
        {
            return run(Console.Out);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cabildo rules {verb}: {Shown.Text(problem.Message)}");
            return 2;
        }
    }
}
