namespace Cabildo.Bench;

/// <summary>One comparison, of which both sides were measured in turns in the same run.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Ours">What we reached, with its unit.</param>
/// <param name="Reference">What the other side reached, with its unit; empty where the goal is a figure of its own.</param>
/// <param name="Ratio">Ours to the reference's, or to the goal's figure.</param>
/// <param name="Goal">What is asked, as written in the requirement.</param>
/// <param name="Met">Whether it was reached.</param>
internal sealed record Row(string Name, string Ours, string Reference, double Ratio, string Goal, bool Met);
