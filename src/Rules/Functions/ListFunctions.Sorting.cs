using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class ListFunctions
{
    private static BuiltInFunction Sort =>
        new("sort", Takes(AnyList, SortBy, Needs("list", AnyList), Needs("precedes", FeelType.Function)));

    private static IEnumerable<BuiltInFunction> Replacements =>
    [
        new(
            "list replace",
            Takes(AnyList, ReplaceAt, Needs("list", AnyList), Needs("position", FeelType.Number), Needs("newItem", FeelType.Any)),
            Takes(AnyList, ReplaceMatches, Needs("list", AnyList), Needs("match", FeelType.Function), Needs("newItem", FeelType.Any))),
    ];

    private static FeelValue ReplaceAt(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list) || !TryPlace(arguments[1], list.Count, evaluation, out var place))
            return FeelValue.Null;
        var items = list.Items.ToArray();
        items[place] = arguments[2];
        return Made(items, evaluation);
    }

    private static FeelValue ReplaceMatches(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list) || !TryOfTwo(arguments[1], evaluation, out var match))
            return FeelValue.Null;
        var items = list.Items.ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            if (Ask(match, items[i], arguments[2], evaluation) is not { } isMatch)
                return FeelValue.Null;
            if (isMatch)
                items[i] = arguments[2];
        }

        return Made(items, evaluation);
    }

    // Merged, which keeps the order of what has none, and ends whatever the function answers.
    private static FeelValue SortBy(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list) || !TryOfTwo(arguments[1], evaluation, out var precedes))
            return FeelValue.Null;
        var (from, to) = (list.Items.ToArray(), new FeelValue[list.Count]);
        evaluation.Allocate(2L * list.Count);
        for (long width = 1; width < from.Length; width *= 2)
        {
            for (long start = 0; start < from.Length; start += 2 * width)
            {
                var (middle, end) = ((int)Math.Min(start + width, from.Length), (int)Math.Min(start + (2 * width), from.Length));
                if (!TryMerge(from, to, (int)start, middle, end, precedes, evaluation))
                    return FeelValue.Null;
            }

            (from, to) = (to, from);
        }

        return FeelValue.Of(new FeelList(from));
    }

    private static bool TryMerge(FeelValue[] from, FeelValue[] to, int start, int middle, int end, FeelFunction precedes, Evaluation evaluation)
    {
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            evaluation.Step();
            var takesRight = left == middle;
            if (left < middle && right < end)
            {
                if (Ask(precedes, from[right], from[left], evaluation) is not { } isBefore)
                    return false;
                takesRight = isBefore;
            }

            to[at] = takesRight ? from[right++] : from[left++];
        }

        return true;
    }

    private static bool TryOfTwo(FeelValue argument, Evaluation evaluation, out FeelFunction function)
    {
        function = argument.Function!;
        if (function is null)
            Missing(evaluation);
        else if (function.Parameters.Count != 2)
            evaluation.Null("wrong-function", $"The function must take two values, not {function.Parameters.Count}.");
        return function is { Parameters.Count: 2 };
    }

    private static bool? Ask(FeelFunction function, FeelValue first, FeelValue second, Evaluation evaluation)
    {
        var answer = function.Invoke([first, second], evaluation);
        if (answer.Kind == FeelKind.Boolean)
            return answer.IsTrue;
        evaluation.Null("wrong-type", $"The function must answer true or false; of {first} and {second} it answered {answer}.");
        return null;
    }
}
