using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>FEEL that stands in a model: compiled with places of the model's own text.</summary>
internal static class FeelSource
{
    /// <summary>A scope with nothing around it, that knows the types of the model.</summary>
    public static Scope Outermost(ModelFile file) => new(null);

    /// <summary>A scope of one name, the item of a filter.</summary>
    public static Scope OfItem(Scope around) => new(around);

    /// <summary>An expression; one that cannot be compiled is told, and is null with that reason.</summary>
    public static Code Expression(ModelFile file, Element text, Scope scope)
    {
        var problems = new List<RuleProblem>();
        var code = FeelCompiler.Expression(text.Text, scope, problems);
        return Tell(file, text, 0, problems) is { } first && code is null ? new Broken(first.Message) { Place = first.Place } : code ?? new Broken("The expression is none.") { Place = text.TextPlace };
    }

    /// <summary>Unary tests; null if they cannot be compiled, which is told.</summary>
    public static Code? UnaryTests(ModelFile file, Element text, (string Text, int Start) part, Scope scope, FeelType input)
    {
        var problems = new List<RuleProblem>();
        var code = FeelCompiler.UnaryTests(part.Text, scope, input, problems);
        Tell(file, text, part.Start, problems);
        return code;
    }

    private static RuleProblem? Tell(ModelFile file, Element text, int start, List<RuleProblem> problems)
    {
        for (var i = 0; i < problems.Count; i++)
        {
            problems[i] = problems[i] with { Place = Shifted(PlaceOf(text, start), problems[i].Place) };
            file.Problem(problems[i].Code, problems[i].Message, problems[i].Place);
        }

        return problems.Count > 0 ? problems[0] : null;
    }

    /// <summary>The place of a character of an element's text.</summary>
    public static SourcePlace PlaceOf(Element text, int start)
    {
        var before = text.Text.AsSpan(0, start);
        var line = before.Count('\n');
        return line == 0
            ? new SourcePlace(text.TextPlace.Line, text.TextPlace.Column + start, 0, 0)
            : new SourcePlace(text.TextPlace.Line + line, start - before.LastIndexOf('\n'), 0, 0);
    }

    private static SourcePlace Shifted(SourcePlace origin, SourcePlace place) => place.Line <= 1
        ? place with { Line = origin.Line, Column = origin.Column + Math.Max(0, place.Column - 1) }
        : place with { Line = origin.Line + place.Line - 1 };
}

/// <summary>What could not be compiled: null, with the reason.</summary>
internal sealed class Broken(string reason) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) => evaluation.Null("not-compiled", $"This cannot be evaluated: {reason}", Place);
}
