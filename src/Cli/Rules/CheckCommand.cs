using System.CommandLine;
using Cabildo.Cli.Help;
using Cabildo.Rules.Dmn;

namespace Cabildo.Cli.Rules;

/// <summary><c>cabildo rules check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = RulesCommand.File();
        var input = RulesCommand.Input("Of an expression: a JSON object with the names it may use. Of a model it is not needed.");
        var json = RulesCommand.Json();
        var command = new Command("check", "Says what is wrong with rules, as file:line:column: message. Exit 0 if nothing is, 1 if something is, 2 if the file cannot be read.") { file, input, json };
        command.SetAction(arguments => RulesCommand.Run("check", output =>
        {
            var rules = arguments.GetRequiredValue(file);
            var problems = Problems(rules, arguments.GetValue(input));
            if (arguments.GetValue(json))
            {
                output.Write(Shown.Json(new
                {
                    sound = problems.Count == 0,
                    problems = problems.Select(problem => new { file = problem.Source, line = problem.Place.Line, column = problem.Place.Column, code = problem.Code, message = problem.Message }),
                }));
            }
            else
            {
                foreach (var problem in problems)
                    output.WriteLine(Shown.Text(problem.ToString()));
                output.WriteLine(problems.Count == 0 ? "The rules are sound." : Shown.Count(problems.Count, "problem.", "problems."));
            }

            return problems.Count == 0 ? 0 : 1;
        }));
        return command;
    }

    private static IReadOnlyList<DmnProblem> Problems(FileInfo file, string? input)
    {
        if (RulesFile.IsModel(file))
            return RulesFile.Read(file, file.ToString()).Problems;
        FeelExpression.Read(file.ToString(), RulesFile.Text(file), RulesInput.Names(RulesInput.Read(input, _ => null)), out var problems);
        return problems;
    }
}
