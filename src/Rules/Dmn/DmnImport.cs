namespace Cabildo.Rules.Dmn;

/// <summary>What a model says of another that it uses (DMN 1.5 §6.3.3).</summary>
/// <param name="Name">Under what name; empty if its names are used as they are.</param>
/// <param name="Namespace">The namespace of the other model.</param>
/// <param name="LocationUri">Where it may lie, as the model says it; null if it does not.</param>
public sealed record DmnImport(string Name, string Namespace, string? LocationUri);

/// <summary>The text of a model.</summary>
/// <param name="Name">What it is called in messages: as a rule the name of its file.</param>
/// <param name="Xml">The text, in UTF-8.</param>
public sealed record DmnSource(string Name, ReadOnlyMemory<byte> Xml);

/// <summary>Finds the text of an imported model; null if there is none. The library opens no files and asks nobody itself.</summary>
public delegate DmnSource? DmnResolver(DmnImport import);
