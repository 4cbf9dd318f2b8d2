using System.CommandLine;
using Cabildo.Cli.Help;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Values;

namespace Cabildo.Cli.Rules;

/// <summary><c>cabildo rules run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = RulesCommand.File();
        var input = RulesCommand.Input(RulesInput.Description);
        var decision = new Option<string?>("--decision") { Description = "What to decide: a decision, decision service or business knowledge model. If not given, every decision that no other needs.", HelpName = "NAME" };
        var explain = new Option<bool>("--explain") { Description = "Says how it came about: which rules applied, which did not, and why." };
        var json = RulesCommand.Json();
        var language = new Option<string>("--lang") { Description = "The language of the explanation: es or en.", DefaultValueFactory = _ => "en", HelpName = "LANG" };
        language.AcceptOnlyFromAmong("es", "en");
        var command = new Command("run", "Decides by rules. Exit 0 if there is a value, 1 if it is refused or something is wrong with the rules, 2 if a file cannot be read.")
        {
            file, input, decision, explain, json, language,
        };
        command.SetAction(arguments => RulesCommand.Run("run", output =>
        {
            var evaluation = new DmnEvaluation(RuleLimits.Default, TimeProvider.System, arguments.GetValue(explain));
            var (problems, outcomes) = Decide(arguments.GetRequiredValue(file), arguments.GetValue(input), arguments.GetValue(decision), evaluation);
            if (arguments.GetValue(json))
                output.Write(OutcomeText.Json(problems, outcomes));
            else
                OutcomeText.Plain(output, Console.Error, arguments.GetRequiredValue(file).ToString(), problems, outcomes, arguments.GetValue(language)!);
            return problems.Count == 0 && outcomes.Count > 0 && outcomes.All(outcome => outcome.Outcome.Refusal is null) ? 0 : 1;
        }));
        return command;
    }

    private static (IReadOnlyList<DmnProblem> Problems, IReadOnlyList<(string Name, DmnOutcome Outcome)> Outcomes) Decide(FileInfo file, string? input, string? decision, DmnEvaluation evaluation)
    {
        if (!RulesFile.IsModel(file))
            return Express(file, input, evaluation);
        var reading = RulesFile.Read(file, file.ToString());
        if (reading.Model is not { } model)
            return (reading.Problems, []);
        var inputs = RulesInput.Read(input, name => model.InputType(decision, name));
        IReadOnlyList<string> names = decision is null ? [.. model.Answers.Select(answer => answer.Name)] : [decision];
        return (reading.Problems, [.. names.Select(name => (name, model.Evaluate(name, inputs, evaluation)))]);
    }

    private static (IReadOnlyList<DmnProblem> Problems, IReadOnlyList<(string Name, DmnOutcome Outcome)> Outcomes) Express(FileInfo file, string? input, DmnEvaluation evaluation)
    {
        var inputs = RulesInput.Read(input, _ => null);
        var expression = FeelExpression.Read(file.ToString(), RulesFile.Text(file), RulesInput.Names(inputs), out var problems);
        return (problems, expression is null ? [] : [(file.Name, expression.Evaluate(inputs, evaluation))]);
    }
}
