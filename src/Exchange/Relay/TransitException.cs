using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Relay;

/// <summary>A message cannot go on, and is found so where streams leave no room for a returned value: within the content of an HTTP request.</summary>
/// <param name="problem">Why.</param>
internal sealed class TransitException(Problem problem) : IOException(problem.Message)
{
    public Problem Problem => problem;
}
