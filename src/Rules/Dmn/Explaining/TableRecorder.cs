using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>Notes what a decision table says while it does.</summary>
internal sealed class TableRecorder(string name, string source, HitPolicy policy, Aggregation aggregation, InputColumn[] columns, OutputColumn[] outputs, SourcePlace place)
{
    private readonly List<FeelValue> _inputs = [];
    private readonly List<RuleHit> _hits = [];
    private readonly List<(TableRule Rule, List<Condition> Failed)> _misses = [];
    private KeyValuePair<string, FeelValue>[]? _default;

    public void Input(FeelValue value) => _inputs.Add(value);

    public void Hit(TableRule rule, ReadOnlySpan<FeelValue> values) => _hits.Add(new RuleHit(rule.Number, rule.Place, [.. Conditions(rule)], Named(values), rule.Notes));

    /// <summary>A condition that is not met; those of one rule come one after the other.</summary>
    public void Miss(TableRule rule, int column, FeelValue value)
    {
        if (_misses.Count == 0 || !ReferenceEquals(_misses[^1].Rule, rule))
            _misses.Add((rule, []));
        _misses[^1].Failed.Add(new Condition(columns[column].Label, value, rule.Cells[column].Text, rule.Cells[column].Place));
    }

    public void Default(ReadOnlySpan<FeelValue> values) => _default = Named(values);

    public TableExplanation Whole(FeelValue value)
    {
        var said = _default ?? (_hits is [var first, ..] ? first.Outputs : null);
        return new(
            name, source, place, policy, aggregation, [.. _inputs.Select((input, i) => KeyValuePair.Create(columns[i].Label, input))], _hits, [.. _misses.Select(miss => Miss(miss.Rule, miss.Failed, said))], _default, value);
    }

    // Of one answer, a rule that would say the same leads nowhere else; of several answers, each rule adds one.
    private RuleMiss Miss(TableRule rule, List<Condition> failed, IReadOnlyList<KeyValuePair<string, FeelValue>>? said)
    {
        var known = Array.TrueForAll(rule.Outputs, output => output is Constant) ? Named([.. rule.Outputs.Select(output => ((Constant)output).Value)]) : null;
        var isSame = policy is HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First && known is not null && said is not null
            && known.Zip(said).All(pair => Comparison.AreEqual(pair.First.Value, pair.Second.Value) == true);
        return new RuleMiss(rule.Number, rule.Place, failed, rule.Notes) { Outputs = known, LeadsElsewhere = !isSame };
    }

    private IEnumerable<Condition> Conditions(TableRule rule) => rule.Cells
        .Select((cell, i) => (Cell: cell, Column: i))
        .Where(each => each.Cell.Test is not null)
        .Select(each => new Condition(columns[each.Column].Label, _inputs[each.Column], each.Cell.Text, each.Cell.Place));

    private KeyValuePair<string, FeelValue>[] Named(ReadOnlySpan<FeelValue> values)
    {
        var named = new KeyValuePair<string, FeelValue>[outputs.Length];
        for (var i = 0; i < named.Length; i++)
            named[i] = new(outputs[i].Name.Length == 0 ? name : outputs[i].Name, values[i]);
        return named;
    }
}
