using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>What is wrong with a model.</summary>
/// <param name="Source">The name of the file it stands in.</param>
/// <param name="Code">A stable code, such as <c>unknown-reference</c>.</param>
/// <param name="Message">What it is, and what to do.</param>
/// <param name="Place">Where in the file.</param>
public sealed record DmnProblem(string Source, string Code, string Message, SourcePlace Place)
{
    /// <summary>As compilers say it: <c>file:line:column: message</c>; without the place if there is none.</summary>
    public override string ToString() => Place.Line == 0 ? $"{Source}: {Message}" : $"{Source}:{Place.Line}:{Place.Column}: {Message}";
}

/// <summary>What came of reading a model.</summary>
/// <param name="Model">
/// The model; null if the text is no DMN at all. A model with problems can be evaluated: what has none works, what has some is null with a
/// reason. Whoever puts rules in force should ask for none.
/// </param>
/// <param name="Problems">All that is wrong with it, in the order of the text; at most 200.</param>
public sealed record DmnReading(DmnModel? Model, IReadOnlyList<DmnProblem> Problems)
{
    /// <summary>Whether there is a model, and nothing is wrong with it.</summary>
    public bool IsSound => Model is not null && Problems.Count == 0;
}
