using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>Notes what a decision table says while it does.</summary>
internal sealed class TableRecorder(string name, string source, HitPolicy policy, Aggregation aggregation, InputColumn[] columns, SourcePlace place)
{
    private readonly List<FeelValue> _inputs = [];
    private readonly List<RuleHit> _hits = [];
    private readonly List<RuleMiss> _misses = [];
    private List<Condition> _failed = [];
    private KeyValuePair<string, FeelValue>[]? _default;

    public void Input(FeelValue value) => _inputs.Add(value);

    public void Hit(TableRule rule, OutputColumn[] outputs, ReadOnlySpan<FeelValue> values) =>
        _hits.Add(new RuleHit(rule.Number, rule.Place, [.. Conditions(rule)], Named(outputs, values), rule.Notes));

    /// <summary>A condition that is not met; those of one rule come one after the other.</summary>
    public void Miss(TableRule rule, int column, FeelValue value)
    {
        if (_misses.Count == 0 || _misses[^1].Number != rule.Number)
            _misses.Add(new RuleMiss(rule.Number, rule.Place, _failed = [], rule.Notes));
        _failed.Add(new Condition(columns[column].Label, value, rule.Cells[column].Text, rule.Cells[column].Place));
    }

    public void Default(OutputColumn[] outputs, ReadOnlySpan<FeelValue> values) => _default = Named(outputs, values);

    public TableExplanation Whole(FeelValue value) =>
        new(name, source, place, policy, aggregation, [.. _inputs.Select((input, i) => KeyValuePair.Create(columns[i].Label, input))], _hits, _misses, _default, value);

    private IEnumerable<Condition> Conditions(TableRule rule) => rule.Cells
        .Select((cell, i) => (Cell: cell, Column: i))
        .Where(each => each.Cell.Test is not null)
        .Select(each => new Condition(columns[each.Column].Label, _inputs[each.Column], each.Cell.Text, each.Cell.Place));

    private KeyValuePair<string, FeelValue>[] Named(OutputColumn[] outputs, ReadOnlySpan<FeelValue> values)
    {
        var named = new KeyValuePair<string, FeelValue>[outputs.Length];
        for (var i = 0; i < named.Length; i++)
            named[i] = new(outputs[i].Name.Length == 0 ? name : outputs[i].Name, values[i]);
        return named;
    }
}
