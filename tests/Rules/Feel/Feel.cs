using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>Runs expressions.</summary>
internal static class FeelText
{
    /// <summary>The value of an expression, as FEEL writes it.</summary>
    public static string Run(string text, params ReadOnlySpan<(string Name, FeelValue Value)> values)
    {
        var (value, problems) = Try(text, values);
        return value is { } known ? known.ToString() : string.Join('\n', problems.Select(problem => problem.Message));
    }

    /// <summary>The value, or what is wrong.</summary>
    public static (FeelValue? Value, IReadOnlyList<RuleProblem> Problems) Try(string text, params ReadOnlySpan<(string Name, FeelValue Value)> values)
    {
        var scope = new Scope(null);
        var slots = new FeelValue[values.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            scope.Declare(values[i].Name, FeelType.Any);
            slots[i] = values[i].Value;
        }

        var problems = new List<RuleProblem>();
        var evaluation = new Evaluation(RuleLimits.Default, TimeProvider.System, CancellationToken.None);
        var value = FeelCompiler.Expression(text, scope, problems)?.Run(new Frame(null, slots), evaluation);
        return (value, [.. problems, .. evaluation.Problems]);
    }
}
