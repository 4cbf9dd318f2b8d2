using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>One evaluation of decisions: what is known so far. Each is decided once at most, when it is first asked for.</summary>
/// <param name="evaluation">Its limits and its clock.</param>
/// <param name="around">The evaluation of the model that imports this one; null if there is none.</param>
internal sealed class Run(Evaluation evaluation, Run? around = null)
{
    private KnownValues _known;
    private FeelContext _given = FeelContext.Empty;
    private Dictionary<string, Run>? _imports;

    public Evaluation Evaluation => evaluation;

    private Run? Around => around;

    /// <summary>Gives it its data by name; those of an imported model may be in a context of the import's name.</summary>
    public void Begin(FeelContext given) => _given = given;

    /// <summary>Forgets everything, so that it can begin again.</summary>
    public void End()
    {
        _given = FeelContext.Empty;
        _imports = null;
        _known.Clear();
    }

    /// <summary>Gives the value of a datum, or of a decision that is not to be made here.</summary>
    public void Give(Node node, FeelValue value) => _known.Set(node, value);

    /// <summary>The evaluation of an imported model: this one, unless it was given data of its own.</summary>
    public Run Of(string import)
    {
        if (_imports?.TryGetValue(import, out var known) == true)
            return known;
        if (!_given.TryGet(import, out var own) || own.Context is not { } context)
            return this;
        var inner = new Run(evaluation, this);
        inner.Begin(context);
        (_imports ??= new Dictionary<string, Run>(StringComparer.Ordinal)).Add(import, inner);
        return inner;
    }

    /// <summary>The value of an element.</summary>
    public FeelValue ValueOf(Node node)
    {
        if (_known.TryGet(node, out var known, out var isBegun))
        {
            evaluation.Recorder?.Use(node.Name, known);
            return known;
        }

        if (isBegun)
            return evaluation.Null("circle", $"`{node.Name}` waits for itself.", node.Element.Place);
        if (node is CallableNode callable)
            return FeelValue.Of(callable.Function);
        var isDecided = node is DecisionNode { Logic: not null };
        _known.Set(node, FeelValue.Null, isBegun: true);
        var value = isDecided ? Decide((DecisionNode)node) : Given(node);
        _known.Set(node, value);
        if (isDecided)
            return value;
        evaluation.Recorder?.Use(node.Name, value);
        return value;
    }

    private FeelValue Given(Node node)
    {
        for (var run = this; run is not null; run = run.Around)
        {
            if (run._given.TryGet(node.Name, out var value))
                return node.Declared.Take(value, node.Called, node.Element.Place, evaluation);
        }

        return node is DecisionNode
            ? evaluation.Null("no-logic", $"The model does not say how `{node.Name}` is decided, and it was not given.", node.Element.Place)
            : evaluation.Null("missing-input", $"`{node.Name}` was not given.", node.Element.Place);
    }

    private FeelValue Decide(DecisionNode decision)
    {
        evaluation.Step();
        Evaluation.GoDeeper();
        var recorder = evaluation.Recorder;
        recorder?.Begin(decision.Name, decision.File.Source, decision.Element.Place);
        var frame = decision.Scope!.Frame(this);
        var value = decision.Logic!.Run(frame, evaluation);
        evaluation.Frames.Return(frame);
        recorder?.End(ExplainedKind.Decision, value);
        return value;
    }
}
