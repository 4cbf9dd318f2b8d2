namespace Cabildo.Rules.Values;

/// <summary>How far an evaluation may go, so that a hostile rule cannot hang a case.</summary>
/// <param name="Steps">Most operations.</param>
/// <param name="Depth">How deep calls may be.</param>
/// <param name="Elements">Most elements of all lists and contexts that are made; of texts, 16 letters are one.</param>
/// <param name="Time">
/// The longest it may take, from its thousandth step on. The other limits are reached by the same rules on the same data on every machine;
/// this one is for machines that are too slow or too busy to reach them in time.
/// </param>
public sealed record RuleLimits(long Steps, int Depth, long Elements, TimeSpan Time)
{
    /// <summary>5 million steps, 200 deep, 2 million elements, which take a second or two; 10 seconds.</summary>
    public static readonly RuleLimits Default = new(5_000_000, 200, 2_000_000, TimeSpan.FromSeconds(10));
}

/// <summary>A limit of <see cref="RuleLimits"/> was exceeded.</summary>
public sealed class LimitExceededException(string message) : Exception(message);
