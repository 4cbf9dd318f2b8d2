using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Transport;

/// <summary>What another server sends breaks the protocol while it is being read.</summary>
public sealed class MalformedTransportException : IOException
{
    /// <param name="name">One of <see cref="FaultCodes"/>.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    public MalformedTransportException(string name, string message)
        : base(message) => Problem = new Problem(name, message);

    /// <summary>What is wrong.</summary>
    public Problem Problem { get; }
}
