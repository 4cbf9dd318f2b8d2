using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>What a loop goes over: a list, a range, or from one whole number or date to another, up or down.</summary>
/// <param name="First">The list or range; or where it begins.</param>
/// <param name="Last">Where it ends, if it is from one to another.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Domain(Code First, Code? Last, SourcePlace Place)
{
    /// <summary>The values, one after the other; null with a reason if there are none to be had.</summary>
    public IEnumerable<FeelValue>? Values(Frame frame, Evaluation evaluation)
    {
        var first = First.Run(frame, evaluation);
        if (Last is not null)
            return Between(first, Last.Run(frame, evaluation), evaluation);
        if (first.Range is { } range)
            return OfRange(range, evaluation);
        return first.IsNull ? Nothing(evaluation) : first.List ?? (IEnumerable<FeelValue>)[first];
    }

    private IEnumerable<FeelValue>? OfRange(FeelRange range, Evaluation evaluation)
    {
        // Unlike `2..1`, a range has its lower end first.
        if (Comparison.Order(range.Start, range.End) > 0)
            return Nothing(evaluation);
        if (Between(range.Start, range.End, evaluation) is not { } values)
            return null;
        values = range.IncludesStart ? values : values.Where(value => Comparison.AreEqual(value, range.Start) != true);
        return range.IncludesEnd ? values : values.Where(value => Comparison.AreEqual(value, range.End) != true);
    }

    private IEnumerable<FeelValue>? Between(FeelValue from, FeelValue to, Evaluation evaluation)
    {
        var step = from.Content is FeelDate ? TemporalText.Parse("P1D") : 1;
        var areFit = from.IsNumber ? from.Number.IsInteger && to.IsNumber && to.Number.IsInteger : from.Content is FeelDate && to.Content is FeelDate;
        return areFit ? Count(from, to, step) : Nothing(evaluation);
    }

    private static IEnumerable<FeelValue> Count(FeelValue from, FeelValue to, FeelValue step)
    {
        var isUp = Comparison.Order(from, to) <= 0;
        for (var value = from; !value.IsNull && (isUp ? Comparison.Order(value, to) <= 0 : Comparison.Order(value, to) >= 0); value = Next(value, isUp ? step : Minus(step)))
            yield return value;
    }

    private static FeelValue Next(FeelValue value, FeelValue step) =>
        value.IsNumber ? FeelNumber.Add(value.Number, step.Number) : TemporalArithmetic.Add(value, step);

    private static FeelValue Minus(FeelValue step) => step.IsNumber ? step.Number.Negate() : TemporalArithmetic.Negate(step);

    private IEnumerable<FeelValue>? Nothing(Evaluation evaluation)
    {
        evaluation.Null("wrong-type", "A loop goes over a list, or from one whole number or date to another.", Place);
        return null;
    }
}

/// <summary><c>for … return</c>.</summary>
internal sealed class ForNode(Domain[] domains, Code body, bool usesPartial) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var results = new List<FeelValue>();
        var partial = evaluation.Frames.Take(frame, FeelValue.Of(FeelList.Empty));
        var isDone = Run(0, partial, partial, results, evaluation);
        evaluation.Frames.Return(partial);
        return isDone ? FeelValue.Of(new FeelList([.. results])) : FeelValue.Null;
    }

    private bool Run(int level, Frame frame, Frame partial, List<FeelValue> results, Evaluation evaluation)
    {
        if (domains[level].Values(frame, evaluation) is not { } values)
            return false;
        foreach (var value in values)
        {
            evaluation.Step();
            var inner = evaluation.Frames.Take(frame, value);
            if (level + 1 < domains.Length)
            {
                if (!Run(level + 1, inner, partial, results, evaluation))
                    return false;
                evaluation.Frames.Return(inner);
                continue;
            }

            evaluation.Allocate(1);
            results.Add(body.Run(inner, evaluation));
            evaluation.Frames.Return(inner);
            if (usesPartial)
            {
                evaluation.Allocate(results.Count);
                partial.Slots[0] = FeelValue.Of(new FeelList([.. results]));
            }
        }

        return true;
    }
}

/// <summary><c>some</c> and <c>every</c>, in the logic of three values.</summary>
internal sealed class QuantifiedNode(Domain[] domains, Code condition, bool isSome) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var isKnown = true;
        return Decide(0, frame, ref isKnown, evaluation) switch
        {
            Verdict.Decided => isSome,
            Verdict.Impossible => FeelValue.Null,
            _ => isKnown ? !isSome : FeelValue.Null,
        };
    }

    private Verdict Decide(int level, Frame frame, ref bool isKnown, Evaluation evaluation)
    {
        if (domains[level].Values(frame, evaluation) is not { } values)
            return Verdict.Impossible;
        foreach (var value in values)
        {
            evaluation.Step();
            var inner = evaluation.Frames.Take(frame, value);
            if (level + 1 < domains.Length)
            {
                var verdict = Decide(level + 1, inner, ref isKnown, evaluation);
                evaluation.Frames.Return(inner);
                if (verdict != Verdict.Open)
                    return verdict;
                continue;
            }

            var holds = condition.Run(inner, evaluation);
            evaluation.Frames.Return(inner);
            if (isSome ? holds.IsTrue : holds.IsFalse)
                return Verdict.Decided;
            isKnown &= isSome ? holds.IsFalse : holds.IsTrue;
        }

        return Verdict.Open;
    }

    private enum Verdict
    {
        Open,
        Decided,
        Impossible,
    }
}
