namespace Cabildo.Platform.Refusals;

/// <summary>An expected "no": returned, never thrown.</summary>
/// <param name="Code">Stable and kebab-case, for programs: <c>no-licence</c>.</param>
/// <param name="Message">A sentence for a person that says what happened and what to do.</param>
/// <param name="Status">The HTTP status at the edge; 400 if not set.</param>
public sealed record Refusal(string Code, string Message, int Status = 400);
