using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>Something of a model that has a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its value; of a service the type of the function.</param>
/// <param name="Place">Where it stands.</param>
public sealed record DmnElement(string Name, FeelType Type, SourcePlace Place);
