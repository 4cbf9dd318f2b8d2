using Cabildo.Rules.Dmn.Graph;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Boxed;

/// <summary>A context: its entries one after the other, or its result, if it has one (DMN 1.5 §7.3.5).</summary>
internal sealed class BoxedContext(string?[] names, Code[] entries) : Code
{
    private readonly int _result = Array.IndexOf(names, null);

    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step(entries.Length);
        evaluation.Allocate(entries.Length);
        var inner = evaluation.Frames.Take(frame, entries.Length);
        var slots = inner.Slots;
        for (var i = 0; i < entries.Length; i++)
            slots[i] = entries[i].Run(inner, evaluation);
        var value = _result >= 0 ? slots[_result] : Whole(slots);
        evaluation.Frames.Return(inner);
        return value;
    }

    private FeelValue Whole(FeelValue[] slots)
    {
        var context = new KeyValuePair<string, FeelValue>[slots.Length];
        for (var i = 0; i < slots.Length; i++)
            context[i] = new(names[i]!, slots[i]);
        return FeelValue.Of(new FeelContext(context));
    }
}

/// <summary>A list, item by item (DMN 1.5 §7.3.7).</summary>
internal sealed class BoxedList(Code[] items) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step(items.Length);
        evaluation.Allocate(items.Length);
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
            values[i] = items[i].Run(frame, evaluation);
        return FeelValue.Of(new FeelList(values));
    }
}

/// <summary>A list of contexts with the same names (DMN 1.5 §7.3.6).</summary>
internal sealed class BoxedRelation(string[] columns, IReadOnlyList<Code[]> rows) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step(rows.Count * columns.Length);
        evaluation.Allocate((long)rows.Count * columns.Length);
        var values = new FeelValue[rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var cells = new KeyValuePair<string, FeelValue>[columns.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = new(columns[i], rows[row][i].Run(frame, evaluation));
            values[row] = FeelValue.Of(new FeelContext(cells));
        }

        return FeelValue.Of(new FeelList(values));
    }
}

/// <summary>A function with the names around it (DMN 1.5 §7.3.9).</summary>
internal sealed class BoxedFunction(string name, IReadOnlyList<(string Name, ItemType Type)> parameters, Code body) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        frame.Keep();
        return FeelValue.Of(new BodyFunction(name, parameters, body, () => frame, isExplained: false, Place, ""));
    }
}

/// <summary>A function in another language.</summary>
internal sealed class BoxedForeignFunction(string name, IReadOnlyList<string> parameters, string kind) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) => FeelValue.Of(new ForeignFunction(name, parameters, kind, Place));
}

/// <summary>A call with arguments by name (DMN 1.5 §7.3.8).</summary>
internal sealed class BoxedInvocation(Code called, IReadOnlyList<string> names, Code[] arguments) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        if (called.Run(frame, evaluation).Function is not { } function)
            return evaluation.Null("no-function", "What is called here is no function.", Place);
        FewValues few = default;
        var values = few.Of(arguments.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Run(frame, evaluation);
        if (function is BuiltInFunction)
            return Invocation.Named(function, names, values, evaluation, Place);
        // An argument that is not given is null.
        var parameters = function.Parameters;
        FewValues fewer = default;
        var arranged = fewer.Of(parameters.Count);
        for (var i = 0; i < values.Length; i++)
        {
            evaluation.Step(parameters.Count);
            var place = Invocation.IndexOf(parameters, names[i]);
            if (place < 0)
                return evaluation.Null("unknown-parameter", $"`{function.Name}` has no parameter called `{names[i]}`. It has {string.Join(", ", parameters)}.", Place);
            arranged[place] = values[i];
        }

        return Invocation.Of(function, arranged, evaluation, Place);
    }
}
