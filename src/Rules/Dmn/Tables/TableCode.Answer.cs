using System.Buffers;
using System.Globalization;
using System.Text;
using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>What the rules that hit come to (DMN 1.5 §8.2.11).</summary>
internal sealed partial class TableCode
{
    private FeelValue Answer(ReadOnlySpan<int> hits, Frame frame, TableRecorder? trace, Evaluation evaluation) => policy switch
    {
        HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First => One(hits, frame, trace, evaluation),
        HitPolicy.Collect when aggregation != Aggregation.None => Together(hits, frame, trace, evaluation),
        _ => All(hits, frame, trace, evaluation),
    };

    private FeelValue One(ReadOnlySpan<int> hits, Frame frame, TableRecorder? trace, Evaluation evaluation)
    {
        var (best, next) = (evaluation.Frames.Take(null, outputs.Length), evaluation.Frames.Take(null, outputs.Length));
        Output(rules[hits[0]], frame, best.Slots, trace, evaluation);
        var areSame = true;
        foreach (var hit in hits[1..])
        {
            Output(rules[hit], frame, next.Slots, trace, evaluation);
            if (policy == HitPolicy.Priority && IsBefore(next.Slots, best.Slots, evaluation))
                (best, next) = (next, best);
            else if (policy == HitPolicy.Any)
                areSame &= AreSame(best.Slots, next.Slots);
        }

        var value = policy switch
        {
            HitPolicy.Unique when hits.Length > 1 => evaluation.Null(
                "several-rules", $"More than one rule of `{name}` hits ({Numbers(hits)}), where one at most may. Make their conditions exclude each other, or choose another hit policy.", Place),
            HitPolicy.Any when !areSame => evaluation.Null("several-rules", $"The rules of `{name}` that hit ({Numbers(hits)}) say different things, where all must say the same.", Place),
            _ => Made(best.Slots),
        };
        evaluation.Frames.Return(best);
        evaluation.Frames.Return(next);
        return value;
    }

    private static bool AreSame(ReadOnlySpan<FeelValue> one, ReadOnlySpan<FeelValue> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (Comparison.AreEqual(one[i], other[i]) != true)
                return false;
        }

        return true;
    }

    // The first output decides, then the next; of equals the first in the table comes first.
    private bool IsBefore(ReadOnlySpan<FeelValue> one, ReadOnlySpan<FeelValue> other, Evaluation evaluation)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            var (mine, its) = (Rank(i, one[i], evaluation), Rank(i, other[i], evaluation));
            if (mine != its)
                return mine < its;
        }

        return false;
    }

    // What no output value names comes last.
    private int Rank(int output, FeelValue value, Evaluation evaluation) => outputs[output].Ranks?.Rank(value, evaluation) is { } rank and >= 0 ? rank : int.MaxValue;

    private FeelValue All(ReadOnlySpan<int> hits, Frame frame, TableRecorder? trace, Evaluation evaluation)
    {
        evaluation.Allocate(hits.Length);
        var each = evaluation.Frames.Take(null, outputs.Length);
        var values = new FeelValue[hits.Length];
        for (var i = 0; i < values.Length; i++)
        {
            Output(rules[hits[i]], frame, each.Slots, trace, evaluation);
            values[i] = Made(each.Slots);
        }

        evaluation.Frames.Return(each);
        if (policy == HitPolicy.OutputOrder && values.Length > 1)
            Order(values, evaluation);
        return FeelValue.Of(new FeelList(values));
    }

    // By the last output first, and each time leaving equals as they stand: so in the end the first output decides, then the next.
    private void Order(Span<FeelValue> values, Evaluation evaluation)
    {
        var rented = ArrayPool<long>.Shared.Rent(values.Length);
        var keys = rented.AsSpan(0, values.Length);
        for (var output = outputs.Length - 1; output >= 0; output--)
        {
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ((long)Rank(output, outputs.Length == 1 ? values[i] : values[i].Context!.Span[output].Value, evaluation) << 32) | (uint)i;
            keys.Sort(values);
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    private FeelValue Together(ReadOnlySpan<int> hits, Frame frame, TableRecorder? trace, Evaluation evaluation)
    {
        var (totals, next) = (evaluation.Frames.Take(null, outputs.Length), evaluation.Frames.Take(null, outputs.Length));
        for (var row = 0; row < hits.Length; row++)
        {
            Output(rules[hits[row]], frame, next.Slots, trace, evaluation);
            for (var i = 0; i < outputs.Length && aggregation != Aggregation.Count; i++)
            {
                var total = row > 0 ? totals.Slots[i] : aggregation == Aggregation.Sum ? FeelNumber.Zero : next.Slots[i];
                if (Together(total, next.Slots[i]) is not { } together)
                    return evaluation.Null("wrong-type", $"The outputs of `{name}` cannot be taken together: {Sayable.Of(total)} and {Sayable.Of(next.Slots[i])}.", Place);
                totals.Slots[i] = together;
            }
        }

        var value = aggregation == Aggregation.Count ? (long)hits.Length : Made(totals.Slots);
        evaluation.Frames.Return(totals);
        evaluation.Frames.Return(next);
        return value;
    }

    private FeelValue? Together(FeelValue total, FeelValue next)
    {
        if (aggregation == Aggregation.Sum)
            return total.IsNumber && next.IsNumber && FeelNumber.Add(total.Number, next.Number) is { } sum ? (FeelValue)sum : default(FeelValue?);
        return Comparison.Order(next, total) is { } order ? (aggregation == Aggregation.Min ? order < 0 : order > 0) ? next : total : default(FeelValue?);
    }

    private string Numbers(ReadOnlySpan<int> hits)
    {
        var numbers = new StringBuilder();
        foreach (var hit in hits[..Math.Min(10, hits.Length)])
            numbers.Append(numbers.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{rules[hit].Number}");
        return numbers.ToString();
    }
}
