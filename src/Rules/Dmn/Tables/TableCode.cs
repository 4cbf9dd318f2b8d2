using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>A decision table, compiled.</summary>
internal sealed partial class TableCode(string name, string source, HitPolicy policy, Aggregation aggregation, InputColumn[] inputs, OutputColumn[] outputs, TableRule[] rules) : Code
{
    private const int MostOnStack = 64;

    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        var trace = evaluation.Recorder is null ? null : new TableRecorder(name, source, policy, aggregation, inputs, outputs, Place);
        var columns = evaluation.Frames.Take(null, inputs.Length);
        var result = Look(frame, columns.Slots, trace, evaluation) ? Decide(frame, columns.Slots, trace, evaluation) : FeelValue.Null;
        evaluation.Frames.Return(columns);
        evaluation.Recorder?.Add(trace!.Whole(result));
        return result;
    }

    // What the columns look at; false with a reason if one of them is not allowed.
    private bool Look(Frame frame, Span<FeelValue> columns, TableRecorder? trace, Evaluation evaluation)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var value = columns[i] = inputs[i].Expression.Run(frame, evaluation);
            trace?.Input(value);
            if (inputs[i].Allowed is not { } allowed || value.IsNull || IsAllowed(allowed, value, evaluation))
                continue;
            evaluation.Null("not-allowed", $"`{inputs[i].Label}` is {Sayable.Of(value)}; the table takes only {allowed.Text}.", inputs[i].Place);
            return false;
        }

        return true;
    }

    // A list may be of allowed values, as much as be one.
    private static bool IsAllowed(AllowedValues allowed, FeelValue value, Evaluation evaluation)
    {
        if (allowed.Has(value, evaluation))
            return true;
        if (value.List is not { } list)
            return false;
        foreach (var item in list.Items)
        {
            if (!allowed.Has(item, evaluation))
                return false;
        }

        return true;
    }

    private FeelValue Decide(Frame frame, ReadOnlySpan<FeelValue> columns, TableRecorder? trace, Evaluation evaluation)
    {
        var hits = rules.Length <= MostOnStack ? stackalloc int[rules.Length] : new int[rules.Length];
        var count = 0;
        for (var i = 0; i < rules.Length; i++)
        {
            evaluation.Step();
            if (!Hits(rules[i], frame, columns, trace, evaluation))
                continue;
            hits[count++] = i;
            if (policy == HitPolicy.First)
                break;
        }

        return count == 0 ? Nothing(frame, trace, evaluation) : Answer(hits[..count], frame, trace, evaluation);
    }

    private static bool Hits(TableRule rule, Frame frame, ReadOnlySpan<FeelValue> columns, TableRecorder? trace, Evaluation evaluation)
    {
        var hits = true;
        for (var i = 0; i < columns.Length && (hits || trace is not null); i++)
        {
            if (rule.Cells[i].Test is not { } test || Passes(test, frame, columns[i], evaluation))
                continue;
            trace?.Miss(rule, i, columns[i]);
            hits = false;
        }

        return hits;
    }

    private static bool Passes(Code test, Frame frame, FeelValue column, Evaluation evaluation) =>
        (test is UnaryTestsNode tests ? tests.Holds(column, frame, evaluation) : test.Run(frame, evaluation)).IsTrue;

    private void Output(TableRule rule, Frame frame, Span<FeelValue> values, TableRecorder? trace, Evaluation evaluation)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rule.Outputs[i].Run(frame, evaluation);
            if (outputs[i].Values is { } allowed && !values[i].IsNull && !IsAllowed(allowed, values[i], evaluation))
                values[i] = evaluation.Null("not-allowed", $"Rule {rule.Number} of `{name}` says {Sayable.Of(values[i])}; its output may only be {allowed.Text}.", rule.Place);
        }

        trace?.Hit(rule, values);
    }

    // The value of one output, or a context of several.
    private FeelValue Made(ReadOnlySpan<FeelValue> values)
    {
        if (values.Length == 1)
            return values[0];
        var entries = new KeyValuePair<string, FeelValue>[values.Length];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new(outputs[i].Name, values[i]);
        return FeelValue.Of(new FeelContext(entries));
    }

    private FeelValue Nothing(Frame frame, TableRecorder? trace, Evaluation evaluation)
    {
        if (Array.Exists(outputs, output => output.Default is not null))
        {
            var values = new FeelValue[outputs.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = outputs[i].Default?.Run(frame, evaluation) ?? FeelValue.Null;
            trace?.Default(values);
            return Made(values);
        }

        if (policy == HitPolicy.Collect && aggregation == Aggregation.Count)
            return FeelNumber.Zero;
        return policy == HitPolicy.Collect && aggregation == Aggregation.None
            ? FeelValue.Of(FeelList.Empty)
            : evaluation.Null("no-rule", $"No rule of `{name}` hits, and it has no default output.", Place);
    }
}
