using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>What an evaluation came to.</summary>
/// <param name="Value">The value.</param>
/// <param name="Problems">Why values are null that could have been something; at most 100. Places are in the text of the model.</param>
/// <param name="Explanation">How it came about; null if nobody asked, or there is no such decision.</param>
/// <param name="Refusal">Why there is no value at all: <c>unknown-decision</c> or <c>limit-exceeded</c>; null if there is one.</param>
public sealed record DmnOutcome(FeelValue Value, IReadOnlyList<RuleProblem> Problems, Explanation? Explanation, RuleProblem? Refusal)
{
    internal static DmnOutcome Refused(string code, string message, IReadOnlyList<RuleProblem> problems) => new(FeelValue.Null, problems, null, new RuleProblem(code, message, default));
}
