using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tck;

/// <summary>Whether a value is the one that a test case expects.</summary>
internal static class TckComparison
{
    private static readonly FeelNumber Tolerance = 0.00000001m;

    /// <summary>As the kit's own runners compare: numbers to 10⁻⁸, lists in their order, contexts by their names.</summary>
    public static bool IsExpected(FeelValue expected, FeelValue actual)
    {
        if (expected.IsNumber && actual.IsNumber)
            return AreClose(expected.Number, actual.Number);
        if (expected.List is { } list)
            return actual.List is { } items && list.Count == items.Count && list.Zip(items, IsExpected).All(same => same);
        if (expected.Context is { } context)
        {
            return actual.Context is { } entries && context.Entries.Count == entries.Entries.Count
                && context.Entries.All(entry => entries.TryGet(entry.Key, out var value) && IsExpected(entry.Value, value));
        }

        return Comparison.AreEqual(expected, actual) == true;
    }

    private static bool AreClose(FeelNumber expected, FeelNumber actual)
    {
        if (FeelNumber.Subtract(expected, actual) is not { } difference)
            return false;
        if (difference.Sign < 0)
            difference = difference.Negate();
        return difference < Tolerance;
    }
}
