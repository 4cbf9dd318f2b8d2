using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>One model's text as it was read.</summary>
internal sealed class ModelFile(string source, Element root, ProblemLog log)
{
    /// <summary>What it is called in messages.</summary>
    public string Source => source;

    /// <summary>Its <c>definitions</c>.</summary>
    public Element Root => root;

    public string Namespace { get; } = root.Attribute("namespace") ?? "";

    public string Name { get; } = root.NameAttribute() ?? source;

    /// <summary>The models it imports, with the names they go by in it.</summary>
    public List<(string Name, ModelFile Model)> Imports { get; } = [];

    /// <summary>Its types.</summary>
    public TypeTable Types => field ??= new TypeTable(this);

    public void Problem(string code, string message, SourcePlace place) => log.Add(source, code, message, place);
}
