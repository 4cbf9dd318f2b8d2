using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>A function of a model whose arguments have types: one of another type makes the answer null, and the function is not entered.</summary>
internal abstract class TypedFunction(string name, IReadOnlyList<(string Name, ItemType Type)> parameters, SourcePlace place) : FeelFunction
{
    private readonly string[] _called = [.. parameters.Select(parameter => $"`{parameter.Name}` of `{name}`")];

    public override string Name => name;

    public override IReadOnlyList<string> Parameters { get; } = [.. parameters.Select(parameter => parameter.Name)];

    protected SourcePlace Place => place;

    public sealed override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        evaluation.Step();
        if (arguments.Length != parameters.Count)
            return evaluation.Null("wrong-arguments", $"`{name}` takes {parameters.Count} arguments, and was given {arguments.Length}.", place);
        var frame = evaluation.Frames.Take(null, arguments.Length);
        var taken = frame.Slots;
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = parameters[i].Type.Take(arguments[i], _called[i], place, evaluation);
            if (taken[i].IsNull && !arguments[i].IsNull)
                return FeelValue.Null;
        }

        var value = Answer(frame, evaluation);
        evaluation.Frames.Return(frame);
        return value;
    }

    /// <summary>What it answers.</summary>
    /// <param name="arguments">The arguments, in a frame without a parent.</param>
    /// <param name="evaluation">Counts steps.</param>
    protected abstract FeelValue Answer(Frame arguments, Evaluation evaluation);
}

/// <summary>A function whose logic is an expression, with the names around it.</summary>
internal sealed class BodyFunction(string name, IReadOnlyList<(string Name, ItemType Type)> parameters, Code body, Func<Frame> around, bool isExplained, SourcePlace place, string source)
    : TypedFunction(name, parameters, place)
{
    protected override FeelValue Answer(Frame arguments, Evaluation evaluation)
    {
        var recorder = isExplained ? evaluation.Recorder : null;
        recorder?.Begin(Name, source, Place);
        arguments.Parent = around();
        var value = body.Run(arguments, evaluation);
        recorder?.End(ExplainedKind.Knowledge, value);
        return value;
    }
}

/// <summary>A decision service as a function: it knows its arguments, and nothing of the case that it is called in (DMN 1.5 §10.4).</summary>
internal sealed class ServiceFunction(ServiceNode service) : TypedFunction(service.Name, service.Parameters, service.Element.Place)
{
    protected override FeelValue Answer(Frame arguments, Evaluation evaluation)
    {
        var run = new Run(evaluation);
        for (var i = 0; i < arguments.Slots.Length; i++)
            run.Give(service.Inputs[i], arguments.Slots[i]);
        var recorder = evaluation.Recorder;
        recorder?.Begin(Name, service.File.Source, Place);
        var value = service.Declared.OfResult.Take(Outputs(run), service.Called, Place, evaluation);
        recorder?.End(ExplainedKind.Service, value);
        return value;
    }

    private FeelValue Outputs(Run run)
    {
        if (service.Outputs.Count == 1)
            return run.ValueOf(service.Outputs[0]);
        var entries = new KeyValuePair<string, FeelValue>[service.Outputs.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new(service.Outputs[i].Name, run.ValueOf(service.Outputs[i]));
        return FeelValue.Of(new FeelContext(entries));
    }
}

/// <summary>A function in another language than FEEL: it is never run.</summary>
internal sealed class ForeignFunction(string name, IReadOnlyList<string> parameters, string kind, SourcePlace place) : FeelFunction
{
    public override string Name => name;

    public override IReadOnlyList<string> Parameters => parameters;

    public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        evaluation.Null("external", $"`{name}` is a function of {kind}: such are not run here. Write it in FEEL.", place);
}
