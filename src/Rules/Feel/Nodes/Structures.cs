using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>A list of expressions.</summary>
internal sealed class ListNode(Code[] items) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Allocate(items.Length);
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
            values[i] = items[i].Run(frame, evaluation);
        return FeelValue.Of(new FeelList(values));
    }
}

/// <summary>A context of expressions, each in the scope of those before it.</summary>
internal sealed class ContextNode((string Name, Code Value)[] entries) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Allocate(entries.Length);
        var inner = evaluation.Frames.Take(frame, entries.Length);
        var values = new KeyValuePair<string, FeelValue>[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            inner.Slots[i] = entries[i].Value.Run(inner, evaluation);
            values[i] = new(entries[i].Name, inner.Slots[i]);
        }

        evaluation.Frames.Return(inner);
        return FeelValue.Of(new FeelContext(values));
    }
}

/// <summary>A range. Its ends must be of one kind that has an order, and in that order.</summary>
internal sealed class RangeNode(Code start, bool includesStart, Code end, bool includesEnd, RangeForm form) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var (from, to) = (start.Run(frame, evaluation), end.Run(frame, evaluation));
        if (form == RangeForm.Interval && (from.IsNull || to.IsNull ? from.IsNull && to.IsNull : Comparison.Order(from, to) is null))
            return evaluation.Null("wrong-type", $"{Kinds.A(from)} and {Kinds.A(to)} are no ends of a range.", Place);
        return FeelValue.Of(new FeelRange(from, includesStart, to, includesEnd) { Form = form });
    }
}

/// <summary>A path into a context, or the contexts of a list; a part of a date, a time, a duration or a range.</summary>
internal sealed class PathNode(Code owner, string name) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        return Of(owner.Run(frame, evaluation), evaluation);
    }

    private FeelValue Of(FeelValue value, Evaluation evaluation)
    {
        if (value.IsNull)
            return FeelValue.Null;
        if (value.List is { } list)
            return OfEach(list, evaluation);
        var isThere = value.Content switch
        {
            FeelContext context => context.TryGet(name, out var entry) ? (FeelValue?)entry : null,
            IFeelTemporal temporal => temporal.TryGetProperty(name, out var part) ? part : (FeelValue?)null,
            FeelRange range => OfRange(range),
            _ => null,
        };
        return isThere ?? evaluation.Null("unknown-field", $"{Kinds.A(value)} has no `{name}` here.", Place);
    }

    private FeelValue OfEach(FeelList list, Evaluation evaluation)
    {
        evaluation.Step(list.Count);
        evaluation.Allocate(list.Count);
        var values = new FeelValue[list.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = list[i].List is null ? Of(list[i], evaluation) : FeelValue.Null;
        return FeelValue.Of(new FeelList(values));
    }

    private FeelValue? OfRange(FeelRange range) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => range.IncludesStart,
        "end included" => range.IncludesEnd,
        _ => (FeelValue?)null,
    };
}

/// <summary>Items of a list: one by its number, or those of which a condition holds (DMN 1.5 §10.3.2.5).</summary>
internal sealed class FilterNode(Code list, Code condition, bool isIndex) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        var value = list.Run(frame, evaluation);
        // What is no list is a list of one.
        var items = value.List ?? (value.IsNull ? FeelList.Empty : new FeelList(value));
        if (isIndex)
            return At(items, Condition(FeelValue.Null, frame, evaluation), evaluation);
        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
        {
            evaluation.Step();
            var holds = Condition(items[i], frame, evaluation);
            if (holds.IsNumber)
                return At(items, holds, evaluation);
            if (holds.IsTrue)
                kept.Add(items[i]);
            else if (!holds.IsFalse && !holds.IsNull)
                return evaluation.Null("wrong-type", $"A filter is a number or a condition, not {Kinds.A(holds).ToLowerInvariant()}.", Place);
        }

        evaluation.Allocate(kept.Count);
        return FeelValue.Of(new FeelList([.. kept]));
    }

    private FeelValue Condition(FeelValue item, Frame frame, Evaluation evaluation)
    {
        var inner = evaluation.Frames.Take(frame, item);
        var value = condition.Run(inner, evaluation);
        evaluation.Frames.Return(inner);
        return value;
    }

    private FeelValue At(FeelList items, FeelValue index, Evaluation evaluation)
    {
        if (!index.IsNumber || !index.Number.TryToInt32(out var number))
            return evaluation.Null("wrong-index", "The number of an item is a whole number.", Place);
        var at = number > 0 ? number - 1 : items.Count + number;
        return number != 0 && at >= 0 && at < items.Count
            ? items[at]
            : evaluation.Null("wrong-index", $"There is no item {number} in a list of {items.Count}.", Place);
    }
}

/// <summary><c>if … then … else</c>: what is not true is else.</summary>
internal sealed class IfNode(Code condition, Code then, Code otherwise) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        return (condition.Run(frame, evaluation).IsTrue ? then : otherwise).Run(frame, evaluation);
    }
}
