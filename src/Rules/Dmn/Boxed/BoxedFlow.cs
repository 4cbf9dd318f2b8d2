using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Boxed;

/// <summary>If, then, else (DMN 1.5 §7.3.10): whatever is not true is else.</summary>
internal sealed class BoxedConditional(Code condition, Code then, Code otherwise) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        return (condition.Run(frame, evaluation).IsTrue ? then : otherwise).Run(frame, evaluation);
    }
}

/// <summary>The items of a list for which a condition is true (DMN 1.5 §7.3.11).</summary>
internal sealed class BoxedFilter(Code list, Code match) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var items = Iterated.Of(list.Run(frame, evaluation), evaluation);
        if (items is null)
            return FeelValue.Null;
        var kept = new List<FeelValue>();
        foreach (var item in items)
        {
            evaluation.Step();
            var inner = evaluation.Frames.Take(frame, item);
            var matches = match.Run(inner, evaluation);
            evaluation.Frames.Return(inner);
            if (matches.Kind is not (FeelKind.Boolean or FeelKind.Null))
                return evaluation.Null("wrong-type", $"The condition of the filter is {Sayable.Of(matches)}, which is neither true nor false.", Place);
            if (!matches.IsTrue)
                continue;
            evaluation.Allocate(1);
            kept.Add(item);
        }

        return FeelValue.Of(new FeelList([.. kept]));
    }
}

/// <summary>A value for each item of a list (DMN 1.5 §7.3.12).</summary>
internal sealed class BoxedFor(Code list, Code result, bool usesPartial) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        if (Iterated.Of(list.Run(frame, evaluation), evaluation) is not { } items)
            return FeelValue.Null;
        var results = new List<FeelValue>();
        foreach (var item in items)
        {
            evaluation.Step();
            evaluation.Allocate(usesPartial ? results.Count + 1 : 1);
            var inner = evaluation.Frames.Take(frame, 2);
            inner.Slots[0] = item;
            inner.Slots[1] = usesPartial ? FeelValue.Of(new FeelList([.. results])) : FeelValue.Null;
            results.Add(result.Run(inner, evaluation));
            evaluation.Frames.Return(inner);
        }

        return FeelValue.Of(new FeelList([.. results]));
    }
}

/// <summary>Whether a condition is true for some item, or for every one (DMN 1.5 §7.3.13, §7.3.14; null counts as FEEL's <c>or</c> and <c>and</c> do).</summary>
internal sealed class BoxedQuantified(Code list, Code condition, bool isEvery) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        if (Iterated.Of(list.Run(frame, evaluation), evaluation) is not { } items)
            return FeelValue.Null;
        bool? all = isEvery;
        foreach (var item in items)
        {
            evaluation.Step();
            var inner = evaluation.Frames.Take(frame, item);
            var holds = condition.Run(inner, evaluation);
            evaluation.Frames.Return(inner);
            if (isEvery ? holds.IsFalse : holds.IsTrue)
                return !isEvery;
            if (!holds.IsTrue && !holds.IsFalse)
                all = null;
        }

        return all is { } known ? known : evaluation.Null("wrong-type", $"A condition of `{(isEvery ? "every" : "some")}` is neither true nor false.", Place);
    }
}

/// <summary>What is gone through: the items of a list, the whole numbers of a range, or a single value as if it were a list.</summary>
internal static class Iterated
{
    public static IEnumerable<FeelValue>? Of(FeelValue value, Evaluation evaluation)
    {
        if (value.Range is { } range)
            return range is { Start.IsNumber: true, End.IsNumber: true } ? Numbers(range, evaluation) : null;
        return value.IsNull ? null : value.List ?? (IEnumerable<FeelValue>)[value];
    }

    private static IEnumerable<FeelValue> Numbers(FeelRange range, Evaluation evaluation)
    {
        FeelNumber? next = range.IncludesStart ? range.Start.Number : FeelNumber.Add(range.Start.Number, FeelNumber.One);
        for (; next is { } number && range.Contains(number) == true; next = FeelNumber.Add(number, FeelNumber.One))
        {
            evaluation.Step();
            yield return number;
        }
    }
}
