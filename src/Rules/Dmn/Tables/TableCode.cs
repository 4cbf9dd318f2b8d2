using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>A decision table, compiled.</summary>
internal sealed partial class TableCode(string name, string source, HitPolicy policy, Aggregation aggregation, InputColumn[] inputs, OutputColumn[] outputs, TableRule[] rules) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        var trace = evaluation.Recorder is null ? null : new TableRecorder(name, source, policy, aggregation, inputs, Place);
        var columns = inputs.Length == 0 ? [] : new Looked[inputs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var value = inputs[i].Expression.Run(frame, evaluation);
            trace?.Input(value);
            if (inputs[i].Allowed is { } allowed && !value.IsNull && !IsAllowed(allowed, value, evaluation))
            {
                evaluation.Recorder?.Add(trace!.Whole(FeelValue.Null));
                return evaluation.Null("not-allowed", $"`{inputs[i].Label}` is {Sayable.Of(value)}; the table takes only {allowed.Text}.", inputs[i].Place);
            }

            columns[i].Value = value;
        }

        var result = Decide(frame, columns, trace, evaluation);
        evaluation.Recorder?.Add(trace!.Whole(result));
        return result;
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

    private FeelValue Decide(Frame frame, Looked[] columns, TableRecorder? trace, Evaluation evaluation)
    {
        Hit? first = null;
        List<Hit>? more = null;
        foreach (var rule in rules)
        {
            evaluation.Step();
            if (!Hits(rule, frame, columns, trace, evaluation))
                continue;
            var hit = new Hit(rule, Output(rule, frame, evaluation));
            trace?.Hit(rule, outputs, hit.Values);
            if (policy == HitPolicy.First)
                return hit.Value(outputs);
            if (first is null)
                first = hit;
            else
                (more ??= [first]).Add(hit);
        }

        if (first is null)
            return Nothing(frame, trace, evaluation);
        return policy switch
        {
            HitPolicy.Unique when more is not null => evaluation.Null(
                "several-rules", $"More than one rule of `{name}` hits ({Numbers(more)}), where one at most may. Make their conditions exclude each other, or choose another hit policy.", Place),
            HitPolicy.Any when more is not null && !AllSame(more) => evaluation.Null(
                "several-rules", $"The rules of `{name}` that hit ({Numbers(more)}) say different things, where all must say the same.", Place),
            HitPolicy.Unique or HitPolicy.Any => first.Value(outputs),
            HitPolicy.Priority => (more is null ? first : Ranked(more, evaluation)[0]).Value(outputs),
            HitPolicy.OutputOrder => ListOf(more is null ? [first] : Ranked(more, evaluation), evaluation),
            _ => Collected(more ?? [first], evaluation),
        };
    }

    private static bool Hits(TableRule rule, Frame frame, Looked[] columns, TableRecorder? trace, Evaluation evaluation)
    {
        var hits = true;
        for (var i = 0; i < columns.Length && (hits || trace is not null); i++)
        {
            ref var column = ref columns[i];
            if (rule.Cells[i].Test is not { } test || Passes(test, frame, ref column, evaluation))
                continue;
            trace?.Miss(rule, i, column.Value);
            hits = false;
        }

        return hits;
    }

    private static bool Passes(Code test, Frame frame, ref Looked column, Evaluation evaluation) =>
        (test is UnaryTestsNode tests ? tests.Holds(column.Value, frame, ref column.Frame, evaluation) : test.Run(frame, evaluation)).IsTrue;

    private FeelValue[] Output(TableRule rule, Frame frame, Evaluation evaluation)
    {
        var values = new FeelValue[outputs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rule.Outputs[i].Run(frame, evaluation);
            if (outputs[i].Values is { } allowed && !values[i].IsNull && !IsAllowed(allowed, values[i], evaluation))
                values[i] = evaluation.Null("not-allowed", $"Rule {rule.Number} of `{name}` says {Sayable.Of(values[i])}; its output may only be {allowed.Text}.", rule.Place);
        }

        return values;
    }

    private FeelValue Nothing(Frame frame, TableRecorder? trace, Evaluation evaluation)
    {
        if (Array.Exists(outputs, output => output.Default is not null))
        {
            var values = new FeelValue[outputs.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = outputs[i].Default?.Run(frame, evaluation) ?? FeelValue.Null;
            trace?.Default(outputs, values);
            return new Hit(null, values).Value(outputs);
        }

        if (policy == HitPolicy.Collect && aggregation == Aggregation.Count)
            return FeelNumber.Zero;
        return policy == HitPolicy.Collect && aggregation == Aggregation.None
            ? FeelValue.Of(FeelList.Empty)
            : evaluation.Null("no-rule", $"No rule of `{name}` hits, and it has no default output.", Place);
    }

    private static string Numbers(List<Hit> hits) => string.Join(", ", hits.Take(10).Select(hit => hit.Rule!.Number));

    /// <summary>What a column looks at, and the frame in which it is <c>?</c>, once a condition asks for that.</summary>
    private struct Looked
    {
        public FeelValue Value;
        public Frame? Frame;
    }

    /// <summary>A rule that hits, with its outputs; without a rule, the default outputs.</summary>
    private sealed record Hit(TableRule? Rule, FeelValue[] Values)
    {
        public FeelValue Value(OutputColumn[] columns)
        {
            if (Values.Length == 1)
                return Values[0];
            var entries = new KeyValuePair<string, FeelValue>[Values.Length];
            for (var i = 0; i < entries.Length; i++)
                entries[i] = new(columns[i].Name, Values[i]);
            return FeelValue.Of(new FeelContext(entries));
        }
    }
}
