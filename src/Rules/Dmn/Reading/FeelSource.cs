using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>FEEL that stands in a model: compiled with places of the model's own text.</summary>
internal static class FeelSource
{
    /// <summary>A scope with nothing around it, that knows the types of the model.</summary>
    public static Scope Outermost(ModelFile file) => new(null) { FindType = name => file.Types.Find(name)?.Feel };

    /// <summary>A scope of one name, the item of a filter.</summary>
    public static Scope OfItem(Scope around) => new(around) { IsOfItem = true };

    /// <summary>An expression; one that cannot be compiled is told, and is null with that reason.</summary>
    public static Code Expression(ModelFile file, Element text, Scope scope)
    {
        var problems = new List<RuleProblem>();
        var code = FeelCompiler.Expression(text.Text, scope, problems, text.TextPlace);
        Tell(file, problems);
        return code ?? new Broken(problems is [var first, ..] ? first.Message : "It is no expression of FEEL.") { Place = text.TextPlace };
    }

    /// <summary>Unary tests; null if they cannot be compiled, which is told.</summary>
    public static Code? UnaryTests(ModelFile file, Element text, (string Text, int Start) part, Scope scope, FeelType input)
    {
        var problems = new List<RuleProblem>();
        var code = FeelCompiler.UnaryTests(part.Text, scope, input, problems, PlaceOf(text, part.Start));
        Tell(file, problems);
        return code;
    }

    private static void Tell(ModelFile file, List<RuleProblem> problems)
    {
        foreach (var problem in problems)
            file.Problem(problem.Code, problem.Message, problem.Place);
    }

    /// <summary>The place of a character of an element's text.</summary>
    public static SourcePlace PlaceOf(Element text, int start)
    {
        var before = text.Text.AsSpan(0, start);
        var line = before.Count('\n');
        return line == 0
            ? text.TextPlace with { Column = text.TextPlace.Column + start }
            : text.TextPlace with { Line = text.TextPlace.Line + line, Column = start - before.LastIndexOf('\n') };
    }
}

/// <summary>What could not be compiled: null, with the reason.</summary>
internal sealed class Broken(string reason) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) => evaluation.Null("not-compiled", $"This cannot be evaluated: {reason}", Place);
}
