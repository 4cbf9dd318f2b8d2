using Cabildo.Rules.Dmn.Reading;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>Finds the elements of the requirements graph of models that belong together, and what requires what.</summary>
internal sealed class GraphReader
{
    private readonly Dictionary<(string Namespace, string Id), Node> _byId = [];
    private readonly List<Node> _nodes = [];

    /// <summary>All elements of the models.</summary>
    public static IReadOnlyList<Node> Read(IReadOnlyList<ModelFile> files)
    {
        var reader = new GraphReader();
        foreach (var file in files)
            reader.Collect(file);
        foreach (var node in reader._nodes)
            reader.Link(node);
        return reader._nodes;
    }

    private void Collect(ModelFile file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in file.Root.Children)
        {
            Node? node = element.Name switch
            {
                "inputData" => new InputNode(file, element),
                "decision" => new DecisionNode(file, element),
                "businessKnowledgeModel" => new KnowledgeNode(file, element),
                "decisionService" => new ServiceNode(file, element),
                _ => null,
            };
            if (node is null)
                continue;
            _nodes.Add(node);
            if (node.Name.Length == 0)
                file.Problem("no-name", $"This {element.Name} needs a name.", element.Place);
            else if (!names.Add(node.Name))
                file.Problem("name-twice", $"There are two elements called `{node.Name}`. Give each a name of its own.", element.Place);
            if (element.Attribute("id") is { } id && !_byId.TryAdd((file.Namespace, id), node))
                file.Problem("id-twice", $"There are two elements of the id `{id}`.", element.Place);
        }
    }

    private void Link(Node node)
    {
        foreach (var requirement in node.Element.Children)
        {
            if (requirement.Name is not ("informationRequirement" or "knowledgeRequirement"))
                continue;
            foreach (var reference in requirement.Children)
            {
                if (Find(node.File, reference) is { } required && (node is not KnowledgeNode || required is CallableNode))
                    node.Requires.Add(required);
            }
        }

        if (node is ServiceNode service)
            LinkService(service);
    }

    private void LinkService(ServiceNode service)
    {
        foreach (var reference in service.Element.All("outputDecision"))
        {
            if (Find(service.File, reference) is DecisionNode output)
                service.Outputs.Add(output);
        }

        foreach (var reference in service.Element.All("inputDecision").Concat(service.Element.All("inputData")))
        {
            if (Find(service.File, reference) is { } input)
                service.Inputs.Add(input);
        }

        foreach (var reference in service.Element.All("encapsulatedDecision"))
            Find(service.File, reference);
        if (service.Outputs.Count == 0)
            service.File.Problem("no-output", $"The decision service `{service.Name}` has no output decision.", service.Element.Place);
    }

    private Node? Find(ModelFile file, Element reference)
    {
        if (reference.Attribute("href") is not { } href)
            return null;
        var hash = href.LastIndexOf('#');
        var (space, id) = hash > 0 ? (href[..hash], href[(hash + 1)..]) : (file.Namespace, href[(hash + 1)..]);
        if (_byId.TryGetValue((space, id), out var found) && IsRight(reference.Name, found))
            return found;
        file.Problem("unknown-reference", $"There is no {Kind(reference.Name)} of the id `{href}` that is required here.", reference.Place);
        return null;
    }

    private static bool IsRight(string reference, Node found) => reference switch
    {
        "requiredInput" or "inputData" => found is InputNode,
        "requiredKnowledge" => found is CallableNode,
        _ => found is DecisionNode,
    };

    private static string Kind(string reference) => reference switch
    {
        "requiredInput" or "inputData" => "input data",
        "requiredKnowledge" => "business knowledge model or decision service",
        _ => "decision",
    };
}
