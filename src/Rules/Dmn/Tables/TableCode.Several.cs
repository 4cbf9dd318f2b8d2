using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>What several rules that hit come to (DMN 1.5 §8.2.11).</summary>
internal sealed partial class TableCode
{
    private static bool AllSame(List<Hit> hits) => hits.TrueForAll(hit => hit.Values.Zip(hits[0].Values, (left, right) => Comparison.AreEqual(left, right) == true).All(same => same));

    // The first output decides, then the next; of equals the first in the table comes first. What no output value names comes last.
    private List<Hit> Ranked(List<Hit> hits, Evaluation evaluation)
    {
        var ranked = new List<(Hit Hit, int[] Ranks)>(hits.Count);
        foreach (var hit in hits)
        {
            var ranks = new int[outputs.Length];
            for (var i = 0; i < ranks.Length; i++)
                ranks[i] = outputs[i].Ranks?.Rank(hit.Values[i], evaluation) is { } rank and >= 0 ? rank : int.MaxValue;
            ranked.Add((hit, ranks));
        }

        return [.. ranked.OrderBy(each => each.Ranks, Comparer<int[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))).Select(each => each.Hit)];
    }

    private FeelValue ListOf(List<Hit> hits, Evaluation evaluation)
    {
        evaluation.Allocate(hits.Count);
        var values = new FeelValue[hits.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = hits[i].Value(outputs);
        return FeelValue.Of(new FeelList(values));
    }

    private FeelValue Collected(List<Hit> hits, Evaluation evaluation)
    {
        if (policy != HitPolicy.Collect || aggregation == Aggregation.None)
            return ListOf(hits, evaluation);
        if (aggregation == Aggregation.Count)
            return (long)hits.Count;
        var totals = new FeelValue[outputs.Length];
        for (var i = 0; i < totals.Length; i++)
        {
            totals[i] = hits[0].Values[i];
            for (var row = aggregation == Aggregation.Sum ? 0 : 1; row < hits.Count; row++)
            {
                var next = hits[row].Values[i];
                var total = row == 0 ? FeelNumber.Zero : totals[i];
                if (Together(total, next) is not { } together)
                    return evaluation.Null("wrong-type", $"The outputs of `{name}` cannot be taken together: {Sayable.Of(total)} and {Sayable.Of(next)}.", Place);
                totals[i] = together;
            }
        }

        return new Hit(null, totals).Value(outputs);
    }

    private FeelValue? Together(FeelValue total, FeelValue next)
    {
        if (aggregation == Aggregation.Sum)
            return total.IsNumber && next.IsNumber && FeelNumber.Add(total.Number, next.Number) is { } sum ? (FeelValue)sum : default(FeelValue?);
        return Comparison.Order(next, total) is { } order ? (aggregation == Aggregation.Min ? order < 0 : order > 0) ? next : total : default(FeelValue?);
    }
}
