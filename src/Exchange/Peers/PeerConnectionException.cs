using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Peers;

/// <summary>No connection that may be used could be made to another server: nothing of the message has left.</summary>
/// <param name="problem">Why, with X-Road's code.</param>
/// <param name="cause">What the framework said, if it was the framework.</param>
internal sealed class PeerConnectionException(Problem problem, Exception? cause = null) : IOException(problem.Message, cause)
{
    public Problem Problem => problem;

    /// <summary>The one among an exception and its causes; null if there is none, so that some of the message may have left.</summary>
    public static PeerConnectionException? In(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException!)
        {
            if (link is PeerConnectionException found)
                return found;
        }

        return null;
    }
}
