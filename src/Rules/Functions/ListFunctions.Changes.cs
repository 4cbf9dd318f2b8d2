using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class ListFunctions
{
    private static IEnumerable<BuiltInFunction> Changes =>
    [
        new(
            "sublist",
            Takes(AnyList, (arguments, evaluation) => Sublist(arguments[0], arguments[1], null, evaluation), Needs("list", AnyList), Needs("start position", FeelType.Number)),
            Takes(AnyList, SublistOfLength, Needs("list", AnyList), Needs("start position", FeelType.Number), Needs("length", FeelType.Number))),
        new(
            "append",
            Takes(AnyList, (arguments, evaluation) => Append(arguments, evaluation), Needs("list", AnyList), Needs("item", FeelType.Any)),
            new Overload([Needs("list", FeelType.Any)], Append, AnyList, IsVariadic: true)),
        new("concatenate", new Overload([Needs("list", AnyList)], Concatenate, AnyList, IsVariadic: true)),
        new("union", new Overload([Needs("list", AnyList)], Union, AnyList, IsVariadic: true)),
        new("distinct values", Takes(AnyList, Union, Needs("list", AnyList))),
        new("flatten", Takes(AnyList, Flatten, Needs("list", AnyList))),
        new("reverse", Takes(AnyList, Reverse, Needs("list", AnyList))),
        new("insert before", Takes(AnyList, InsertBefore, Needs("list", AnyList), Needs("position", FeelType.Number), Needs("newItem", FeelType.Any))),
        new("remove", Takes(AnyList, Remove, Needs("list", AnyList), Needs("position", FeelType.Number))),
    ];

    private static FeelValue SublistOfLength(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryWhole(arguments[2], evaluation, out var length))
            return FeelValue.Null;
        return length < 0 ? evaluation.Null("out-of-range", $"A list has no {length} items.") : Sublist(arguments[0], arguments[1], length, evaluation);
    }

    private static FeelValue Sublist(FeelValue argument, FeelValue position, int? length, Evaluation evaluation)
    {
        if (!TryList(argument, evaluation, out var list) || !TryPlace(position, list.Count, evaluation, out var start))
            return FeelValue.Null;
        return Made(list.Items.Slice(start, Math.Min(length ?? list.Count, list.Count - start)).ToArray(), evaluation);
    }

    private static FeelValue Append(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].IsNull)
            return Missing(evaluation);
        AnyList.TryCoerce(arguments[0], out var list);
        return Made([.. list.List!.Items, .. arguments[1..]], evaluation);
    }

    private static FeelValue Concatenate(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        long count = 0;
        foreach (var argument in arguments)
        {
            if (!TryList(argument, evaluation, out var list))
                return FeelValue.Null;
            count += list.Count;
        }

        // Before it is there: the same large list may be given a thousand times.
        evaluation.Allocate(count);
        var all = new List<FeelValue>((int)count);
        foreach (var argument in arguments)
            all.AddRange(argument.List!.Items);
        evaluation.Step((int)count);
        return FeelValue.Of(new FeelList([.. all]));
    }

    private static FeelValue Union(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        var distinct = new DistinctValues(evaluation);
        foreach (var argument in arguments)
        {
            if (!TryList(argument, evaluation, out var list))
                return FeelValue.Null;
            foreach (var item in list.Items)
                distinct.Add(item);
        }

        return Made(distinct.ToArray(), evaluation);
    }

    // Without recursion: lists may stand in each other deeper than there is stack.
    private static FeelValue Flatten(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        var flat = new List<FeelValue>();
        var open = new Stack<(FeelList List, int Next)>();
        open.Push((list, 0));
        while (open.TryPop(out var top))
        {
            evaluation.Step();
            if (top.Next == top.List.Count)
                continue;
            open.Push((top.List, top.Next + 1));
            if (top.List[top.Next].List is { } inner)
            {
                open.Push((inner, 0));
                continue;
            }

            evaluation.Allocate(1);
            flat.Add(top.List[top.Next]);
        }

        return FeelValue.Of(new FeelList([.. flat]));
    }

    private static FeelValue Reverse(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        var reversed = list.Items.ToArray();
        Array.Reverse(reversed);
        return Made(reversed, evaluation);
    }

    private static FeelValue InsertBefore(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list) || !TryPlace(arguments[1], list.Count, evaluation, out var place))
            return FeelValue.Null;
        return Made([.. list.Items[..place], arguments[2], .. list.Items[place..]], evaluation);
    }

    private static FeelValue Remove(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list) || !TryPlace(arguments[1], list.Count, evaluation, out var place))
            return FeelValue.Null;
        return Made([.. list.Items[..place], .. list.Items[(place + 1)..]], evaluation);
    }

    /// <summary>Values, each once, in the order in which they came first. Most are found by their hash; lists, contexts and the like by looking at each.</summary>
    private sealed class DistinctValues(Evaluation evaluation)
    {
        private readonly HashSet<FeelNumber> _numbers = [];
        private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
        private readonly List<FeelValue> _others = [];
        private readonly List<FeelValue> _all = [];

        public void Add(FeelValue value)
        {
            evaluation.Step();
            var isNew = value.IsNumber ? _numbers.Add(value.Number) : value.Text is { } text ? _texts.Add(text) : IsOther(value);
            if (!isNew)
                return;
            evaluation.Allocate(2);
            _all.Add(value);
        }

        public FeelValue[] ToArray() => [.. _all];

        private bool IsOther(FeelValue value)
        {
            foreach (var other in _others)
            {
                if (Comparison.AreEqual(value, other, evaluation) == true)
                    return false;
            }

            _others.Add(value);
            return true;
        }
    }
}
