using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>An element of the requirements graph (DMN 1.5 §6.3): something with a name that others require.</summary>
internal abstract class Node
{
    protected Node(ModelFile file, Element element)
    {
        (File, Element, Declared) = (file, element, file.Types.Of(element.Child("variable")));
        var own = element.NameAttribute();
        Name = own is { Length: > 0 } ? own : element.Child("variable")?.NameAttribute() ?? "";
        Called = $"`{Name}`";
    }

    public ModelFile File { get; }

    public Element Element { get; }

    public string Name { get; }

    /// <summary>The name as reasons have it.</summary>
    public string Called { get; }

    /// <summary>The type its variable declares.</summary>
    public ItemType Declared { get; }

    /// <summary>The type of its value, for those that use its name.</summary>
    public abstract FeelType Type { get; }

    /// <summary>What it requires, in the order of the text.</summary>
    public List<Node> Requires { get; } = [];
}

/// <summary>Data from outside.</summary>
internal sealed class InputNode(ModelFile file, Element element) : Node(file, element)
{
    public override FeelType Type => Declared.Feel;
}

/// <summary>A decision.</summary>
internal sealed class DecisionNode(ModelFile file, Element element) : Node(file, element)
{
    public override FeelType Type => Declared.Feel;

    /// <summary>How it is decided; null if the model does not say.</summary>
    public Code? Logic { get; set; }

    /// <summary>What is in the frame of the logic.</summary>
    public RequirementScope? Scope { get; set; }
}

/// <summary>Something that is called: a business knowledge model or a decision service.</summary>
internal abstract class CallableNode(ModelFile file, Element element) : Node(file, element)
{
    private FeelFunction? _function;

    /// <summary>The function; there once the model is compiled.</summary>
    public FeelFunction Function
    {
        get => _function ?? throw new InvalidOperationException($"{Name} is not compiled yet.");
        set => _function = value;
    }

    /// <summary>What it is given, by name and type.</summary>
    public abstract IReadOnlyList<(string Name, ItemType Type)> Parameters { get; }

    public override FeelType Type => new FunctionType([.. Parameters.Select(parameter => parameter.Type.Feel)], Declared.OfResult.Feel) { Names = [.. Parameters.Select(parameter => parameter.Name)] };
}

/// <summary>A business knowledge model.</summary>
internal sealed class KnowledgeNode(ModelFile file, Element element) : CallableNode(file, element)
{
    /// <summary>The function's definition; null if there is none.</summary>
    public Element? Logic { get; } = element.Child("encapsulatedLogic");

    public override IReadOnlyList<(string Name, ItemType Type)> Parameters { get; } =
        [.. (element.Child("encapsulatedLogic")?.All("formalParameter") ?? []).Select(parameter => (parameter.NameAttribute() ?? "", file.Types.Of(parameter)))];
}

/// <summary>A decision service.</summary>
internal sealed class ServiceNode(ModelFile file, Element element) : CallableNode(file, element)
{
    /// <summary>What it is given: data first, then decisions; each in the order of the text, as the compatibility kit has it (case 0085, 011).</summary>
    public List<Node> Inputs { get; } = [];

    /// <summary>The decisions that it answers.</summary>
    public List<DecisionNode> Outputs { get; } = [];

    // Read first when all requirements are linked.
    public override IReadOnlyList<(string Name, ItemType Type)> Parameters => field ??= [.. Inputs.Select(input => (input.Name, input.Declared))];
}
