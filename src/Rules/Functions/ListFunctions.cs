using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Functions of lists (DMN 1.5 §10.3.4.4 and §10.3.4.8). The first place is 1, the last -1.</summary>
internal static partial class ListFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [.. Searches, .. Calculations, .. Changes, .. Replacements, Sort];

    private static IEnumerable<BuiltInFunction> Searches =>
    [
        new("list contains", Takes(FeelType.Boolean, Contains, Needs("list", AnyList), Needs("element", FeelType.Any))),
        new("index of", Takes(FeelType.ListOf(FeelType.Number), IndexOf, Needs("list", AnyList), Needs("match", FeelType.Any))),
        new("count", Takes(FeelType.Number, Count, Needs("list", AnyList))),
        new("min", TakesItems(FeelType.Any, FeelType.Any, (items, evaluation) => Extreme(items, -1, evaluation))),
        new("max", TakesItems(FeelType.Any, FeelType.Any, (items, evaluation) => Extreme(items, 1, evaluation))),
    ];

    private static FeelValue Contains(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        foreach (var item in list.Items)
        {
            if (Comparison.AreEqual(item, arguments[1], evaluation) == true)
                return true;
        }

        return false;
    }

    private static FeelValue IndexOf(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        var places = new List<FeelValue>();
        for (var i = 0; i < list.Count; i++)
        {
            if (Comparison.AreEqual(list[i], arguments[1], evaluation) == true)
                places.Add(i + 1);
        }

        return Made([.. places], evaluation);
    }

    private static FeelValue Count(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        TryList(arguments[0], evaluation, out var list) ? list.Count : FeelValue.Null;

    // The smallest (-1) or the largest (1) of what can be compared: numbers, texts, dates, times or durations.
    private static FeelValue Extreme(ReadOnlySpan<FeelValue> items, int side, Evaluation evaluation)
    {
        if (items.IsEmpty)
            return NothingThere(evaluation);
        var extreme = items[0];
        foreach (var item in items)
        {
            evaluation.Step();
            if (Comparison.Order(item, extreme) is not { } order)
                return evaluation.Null("not-comparable", $"{item} cannot be compared with {extreme}, so that neither is the smaller.");
            if (order == side)
                extreme = item;
        }

        return extreme;
    }

    private static FeelValue NothingThere(Evaluation evaluation) => evaluation.Null("empty-list", "There is nothing in the list to calculate with.");

    /// <summary>The place from 0 of a position from 1, or from -1 at the end; false with a reason if there is none.</summary>
    private static bool TryPlace(FeelValue argument, int count, Evaluation evaluation, out int place)
    {
        if (!TryWhole(argument, evaluation, out place))
            return false;
        var position = place;
        place = position > 0 ? position - 1 : count + position;
        if (position != 0 && place >= 0 && place < count)
            return true;
        evaluation.Null("out-of-range", $"A list of {count} has nothing at position {position}; the first is at 1, the last at -1.");
        return false;
    }
}
