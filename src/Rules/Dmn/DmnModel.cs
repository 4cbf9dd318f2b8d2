using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Graph;
using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>A model of decisions (DMN 1.2 to 1.5), read and compiled: immutable, for many threads at once.</summary>
public sealed class DmnModel
{
    private readonly Dictionary<string, DecisionNode> _decisions;
    private readonly Dictionary<string, CallableNode> _callables;
    private readonly ILookup<string, InputNode> _inputs;
    private readonly ModelFile _file;

    private DmnModel(ModelFile file, IReadOnlyList<Node> nodes)
    {
        _file = file;
        Name = file.Name;
        Namespace = file.Namespace;
        // Of two of one name, which is told as a problem, the first is meant; so are the model's own before those of an import.
        _decisions = ByName<DecisionNode>(nodes);
        _callables = ByName<CallableNode>(nodes);
        _inputs = nodes.OfType<InputNode>().ToLookup(node => node.Name, StringComparer.Ordinal);
        Inputs = [.. Own<InputNode>(file, nodes).Select(node => new DmnElement(node.Name, node.Type, node.Element.Place))];
        Decisions = [.. Own<DecisionNode>(file, nodes).Select(node => new DmnElement(node.Name, node.Type, node.Element.Place))];
        var required = nodes.SelectMany(node => node.Requires).ToHashSet();
        Answers = [.. Decisions.Where(decision => !required.Contains(_decisions[decision.Name]))];
        Services = [.. Own<ServiceNode>(file, nodes).Select(node => new DmnElement(node.Name, node.Type, node.Element.Place))];
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its namespace.</summary>
    public string Namespace { get; }

    /// <summary>The data it asks for.</summary>
    public IReadOnlyList<DmnElement> Inputs { get; }

    /// <summary>Its decisions.</summary>
    public IReadOnlyList<DmnElement> Decisions { get; }

    /// <summary>Those of its decisions that no other requires: what it is asked for.</summary>
    public IReadOnlyList<DmnElement> Answers { get; }

    /// <summary>Its decision services.</summary>
    public IReadOnlyList<DmnElement> Services { get; }

    /// <summary>Reads and compiles a model.</summary>
    /// <param name="source">Its text, with a name for messages.</param>
    /// <param name="resolver">Finds the models it imports; without one none are found.</param>
    public static DmnReading Read(DmnSource source, DmnResolver? resolver = null)
    {
        var log = new ProblemLog();
        var files = new ModelFiles(resolver, log);
        if (files.Read(source) is not { } file)
            return new DmnReading(null, log.Problems);
        foreach (var each in files.All)
            each.Types.ReadAll();
        var nodes = GraphReader.Read(files.All);
        Circles.Find(nodes);
        ModelCompiler.Compile(nodes);
        return new DmnReading(new DmnModel(file, nodes), log.Problems);
    }

    /// <summary>The element of a name that can be evaluated or given: a decision, a service, a knowledge model, or data; null if there is none.</summary>
    public DmnElement? Find(string name) => Named(name) is { } node ? new DmnElement(node.Name, node.Type, node.Element.Place) : null;

    /// <summary>The type of what is given for a decision, service or knowledge model; null if nothing is known of it.</summary>
    /// <param name="evaluated">The decision, service or knowledge model; null for any decision.</param>
    /// <param name="input">The name of what is given: of data, of a parameter, or of an import, whose data are given in a context.</param>
    public FeelType? InputType(string? evaluated, string input)
    {
        if (evaluated is not null && !_decisions.ContainsKey(evaluated) && _callables.TryGetValue(evaluated, out var callable))
            return callable.Parameters.FirstOrDefault(parameter => parameter.Name == input).Type?.Feel;
        if (Named(input) is { } node)
            return node.Type;
        return _file.Imports.Find(import => import.Name == input).Model is { } imported
            ? new ContextType([.. _inputs.SelectMany(each => each).Where(each => ReferenceEquals(each.File, imported)).DistinctBy(each => each.Name).Select(each => KeyValuePair.Create(each.Name, each.Type))])
            : null;
    }

    /// <summary>Makes a decision, or calls a decision service or a business knowledge model.</summary>
    /// <param name="name">Its name. A decision comes before a service of the same name.</param>
    /// <param name="inputs">The data by name; of a service or knowledge model, what it is given. Data that are not given are null.</param>
    /// <param name="evaluation">The limits, the clock, and whether to explain.</param>
    /// <param name="ct">Calls it off.</param>
    public DmnOutcome Evaluate(string name, FeelContext inputs, DmnEvaluation evaluation, CancellationToken ct = default) =>
        _decisions.TryGetValue(name, out var decision)
            ? evaluation.Begin(inputs, (Model: this, Decision: decision), static (run, inputs, subject) => subject.Model.Decide(run, subject.Decision, inputs), ct)
            : Call(name, inputs, evaluation, ct);

    /// <summary>Calls a decision service or a business knowledge model, even if a decision is called the same.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">What it is given, by name.</param>
    /// <param name="evaluation">The limits, the clock, and whether to explain.</param>
    /// <param name="ct">Calls it off.</param>
    public DmnOutcome Call(string name, FeelContext inputs, DmnEvaluation evaluation, CancellationToken ct = default) =>
        _callables.TryGetValue(name, out var callable)
            ? evaluation.Begin(inputs, callable, static (run, inputs, callable) => Invoke(run, callable, inputs), ct)
            : DmnOutcome.Refused("unknown-decision", $"The model `{Name}` has no decision `{name}`.{Suggestion.For(name, Decisions.Select(each => each.Name))} It has {string.Join(", ", Decisions.Take(20).Select(each => $"`{each.Name}`"))}.", []);

    internal bool IsServiceOfSeveral(string name) => _callables.GetValueOrDefault(name) is ServiceNode { Outputs.Count: > 1 };

    private FeelValue Decide(Run run, DecisionNode decision, FeelContext inputs)
    {
        foreach (ref readonly var input in inputs.Span)
        {
            if (!IsKnown(input.Key, input.Value))
                run.Evaluation.Null("unknown-input", $"The model `{Name}` has no input `{input.Key}`: it was not used.{Suggestion.For(input.Key, Inputs.Select(each => each.Name))}");
        }

        return run.ValueOf(decision);
    }

    private bool IsKnown(string name, FeelValue value)
    {
        if (_inputs.Contains(name) || (_decisions.TryGetValue(name, out var given) && given.Logic is null))
            return true;
        if (value.Context is null)
            return false;
        foreach (var import in _file.Imports)
        {
            if (import.Name == name)
                return true;
        }

        return false;
    }

    private static FeelValue Invoke(Run run, CallableNode callable, FeelContext inputs)
    {
        foreach (ref readonly var input in inputs.Span)
        {
            if (Invocation.IndexOf(callable.Function.Parameters, input.Key) < 0)
                run.Evaluation.Null("unknown-input", $"`{callable.Name}` takes no `{input.Key}`: it was not used.{Suggestion.For(input.Key, callable.Function.Parameters)}");
        }

        FewValues few = default;
        var arguments = few.Of(callable.Parameters.Count);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!inputs.TryGet(callable.Parameters[i].Name, out arguments[i]))
                run.Evaluation.Null("missing-input", $"`{callable.Parameters[i].Name}` was not given.", callable.Element.Place);
        }

        return Invocation.Of(callable.Function, arguments, run.Evaluation, callable.Element.Place);
    }

    private Node? Named(string name) =>
        _inputs[name].FirstOrDefault() is { } input ? input : _decisions.TryGetValue(name, out var decision) ? decision : _callables.GetValueOrDefault(name);

    private static Dictionary<string, TNode> ByName<TNode>(IReadOnlyList<Node> nodes)
        where TNode : Node
    {
        var byName = new Dictionary<string, TNode>(StringComparer.Ordinal);
        foreach (var node in nodes.OfType<TNode>())
            byName.TryAdd(node.Name, node);
        return byName;
    }

    private static IEnumerable<TNode> Own<TNode>(ModelFile file, IReadOnlyList<Node> nodes)
        where TNode : Node => nodes.OfType<TNode>().Where(node => ReferenceEquals(node.File, file));
}
