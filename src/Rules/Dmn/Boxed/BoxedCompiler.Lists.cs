using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;

namespace Cabildo.Rules.Dmn.Boxed;

/// <summary>Filters and iterations.</summary>
internal sealed partial class BoxedCompiler
{
    private BoxedFilter Filter(Element expression, Scope scope)
    {
        var list = Within(expression.Child("in"), expression, scope, "The list of the filter");
        var inner = FeelSource.OfItem(scope);
        inner.Declare("item", ItemOf(list.Type));
        var match = Within(expression.Child("match"), expression, inner, "The condition of the filter");
        return new BoxedFilter(list, match) { Place = expression.Place, Type = list.Type is ListType ? list.Type : FeelType.ListOf(list.Type) };
    }

    private BoxedFor For(Element expression, Scope scope)
    {
        var (list, inner) = Iteration(expression, scope);
        inner.Declare("partial", FeelType.ListOf(FeelType.Any));
        var body = expression.Child("return");
        var result = Within(body, expression, inner, "The result of `for`");
        return new BoxedFor(list, result, usesPartial: body is not null && Mentions(body, "partial")) { Place = expression.Place, Type = FeelType.ListOf(result.Type) };
    }

    private BoxedQuantified Quantified(Element expression, Scope scope)
    {
        var (list, inner) = Iteration(expression, scope);
        var condition = Within(expression.Child("satisfies"), expression, inner, $"The condition of `{expression.Name}`");
        return new BoxedQuantified(list, condition, isEvery: expression.Name == "every") { Place = expression.Place, Type = FeelType.Boolean };
    }

    private (Code List, Scope Inner) Iteration(Element expression, Scope scope)
    {
        var list = Within(expression.Child("in"), expression, scope, $"The list of `{expression.Name}`");
        if (expression.NameAttribute("iteratorVariable") is not { Length: > 0 } name)
        {
            file.Problem("no-name", $"`{expression.Name}` needs an iteratorVariable.", expression.Place);
            name = "item";
        }

        var inner = new Scope(scope);
        inner.Declare(name, ItemOf(list.Type));
        return (list, inner);
    }

    private static FeelType ItemOf(FeelType list) => list switch
    {
        ListType typed => typed.Element,
        RangeType typed => typed.Element,
        _ => list,
    };

    private static bool Mentions(Element element, string word) => element.Text.Contains(word, StringComparison.Ordinal) || element.Children.Any(child => Mentions(child, word));
}
