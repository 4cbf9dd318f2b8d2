using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Log;

/// <summary>A message could not be logged, so nothing may be answered.</summary>
internal sealed class MessageLogException(Problem problem, Exception? inner = null) : Exception(problem.Message, inner)
{
    /// <summary>What to tell the other end: X-Road's name, and a sentence without what operators alone need to know.</summary>
    public Problem Problem { get; } = problem;
}
