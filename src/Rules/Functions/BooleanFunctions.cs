using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Functions of true and false (DMN 1.5 §10.3.4.2 and table 78).</summary>
internal static class BooleanFunctions
{
    public static IReadOnlyList<BuiltInFunction> All =>
    [
        new("not", Takes(FeelType.Boolean, Not, Needs("negand", FeelType.Boolean))),
        new("all", TakesItems(FeelType.Boolean, FeelType.Boolean, (items, evaluation) => Combine(items, false, evaluation))),
        new("any", TakesItems(FeelType.Boolean, FeelType.Boolean, (items, evaluation) => Combine(items, true, evaluation))),
    ];

    private static FeelValue Not(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].IsNull ? FeelValue.Null : arguments[0].IsFalse;

    // One such value decides; else null if one is null, else the other value.
    private static FeelValue Combine(ReadOnlySpan<FeelValue> items, bool deciding, Evaluation evaluation)
    {
        var (isDecided, isUnknown) = (false, false);
        foreach (var item in items)
        {
            evaluation.Step();
            if (item.Kind is not (FeelKind.Boolean or FeelKind.Null))
                return evaluation.Null("wrong-type", $"{item} is neither true nor false.");
            isUnknown |= item.IsNull;
            isDecided |= deciding ? item.IsTrue : item.IsFalse;
        }

        return isDecided ? deciding : isUnknown ? FeelValue.Null : !deciding;
    }
}
