using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>An expression of FEEL that stands alone, compiled: immutable, for many threads at once.</summary>
public sealed class FeelExpression
{
    private readonly Code _code;
    private readonly IReadOnlyList<KeyValuePair<string, FeelType>> _names;

    private FeelExpression(Code code, IReadOnlyList<KeyValuePair<string, FeelType>> names) => (_code, _names) = (code, names);

    /// <summary>The type of its value, as far as is known.</summary>
    public FeelType Type => _code.Type;

    /// <summary>Compiles an expression; null if it is none.</summary>
    /// <param name="source">What the text is called in messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="names">The names it may use, each with its type.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static FeelExpression? Read(string source, string text, IReadOnlyList<KeyValuePair<string, FeelType>> names, out IReadOnlyList<DmnProblem> problems)
    {
        var scope = new Scope(null);
        foreach (var (name, type) in names)
            scope.Declare(name, type);
        var told = new List<RuleProblem>();
        var code = FeelCompiler.Expression(text, scope, told, new SourcePlace(1, 1, 0, 0) { Source = source });
        problems = [.. told.Select(problem => new DmnProblem(source, problem.Code, problem.Message, problem.Place))];
        return code is null ? null : new FeelExpression(code, names);
    }

    /// <summary>Its value.</summary>
    /// <param name="inputs">The values of its names; those that are not given are null.</param>
    /// <param name="evaluation">The limits and the clock.</param>
    /// <param name="ct">Calls it off.</param>
    public DmnOutcome Evaluate(FeelContext inputs, DmnEvaluation evaluation, CancellationToken ct = default) =>
        evaluation.Begin(inputs, this, static (run, inputs, expression) => expression.Run(inputs, run.Evaluation), ct);

    private FeelValue Run(FeelContext inputs, Evaluation evaluation)
    {
        var frame = evaluation.Frames.Take(null, _names.Count);
        for (var i = 0; i < frame.Slots.Length; i++)
            inputs.TryGet(_names[i].Key, out frame.Slots[i]);
        var value = _code.Run(frame, evaluation);
        evaluation.Frames.Return(frame);
        return value;
    }
}
