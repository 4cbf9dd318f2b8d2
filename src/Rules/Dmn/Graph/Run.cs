using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>One evaluation of decisions: what is known so far. Each is decided once at most, when it is first asked for.</summary>
internal sealed class Run(Evaluation evaluation)
{
    private readonly Dictionary<Node, FeelValue> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> _begun = new(ReferenceEqualityComparer.Instance);

    public Evaluation Evaluation => evaluation;

    /// <summary>Gives the value of a datum, or of a decision that is not to be made here.</summary>
    public void Give(Node node, FeelValue value) => _known[node] = node.Declared.Take(value, $"`{node.Name}`", node.Element.Place, evaluation);

    /// <summary>The value of an element.</summary>
    public FeelValue ValueOf(Node node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        return _known[node] = node switch
        {
            CallableNode callable => FeelValue.Of(callable.Function),
            DecisionNode decision => Decide(decision),
            _ => evaluation.Null("missing-input", $"`{node.Name}` was not given.", node.Element.Place),
        };
    }

    private FeelValue Decide(DecisionNode decision)
    {
        if (!_begun.Add(decision))
            return evaluation.Null("circle", $"`{decision.Name}` waits for itself.", decision.Element.Place);
        if (decision.Logic is not { } logic)
            return evaluation.Null("no-logic", $"The model does not say how `{decision.Name}` is decided, and it was not given.", decision.Element.Place);
        evaluation.Step();
        evaluation.Enter();
        var recorder = evaluation.Recorder;
        recorder?.Begin(decision.Name, decision.File.Source, decision.Element.Place);
        var value = logic.Run(decision.Scope!.Frame(this), evaluation);
        recorder?.End(ExplainedKind.Decision, value);
        evaluation.Leave();
        return value;
    }
}
