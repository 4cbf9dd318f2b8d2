namespace Cabildo.XRoad.Faults;

/// <summary>An error of a security server, as against an error its service answered with.</summary>
/// <param name="Code">The whole code, such as <c>Server.ServerProxy.AccessDenied</c>.</param>
/// <param name="Message">A sentence for the developer at the other end.</param>
/// <param name="Detail">A UUID by which the operators of the server find it in the log.</param>
public sealed record Fault(string Code, string Message, string Detail)
{
    /// <summary>The HTTP status the consumer's information system sees: 400 for its own faults, else 500 (PR-REST 4.6).</summary>
    public int Status => Code.StartsWith("server.", StringComparison.OrdinalIgnoreCase) ? 500 : 400;

    /// <summary>A fault found here, with a new <see cref="Detail"/>.</summary>
    /// <param name="origin">One of <see cref="FaultCodes.Origins"/>.</param>
    /// <param name="name">One of <see cref="FaultCodes"/>.</param>
    /// <param name="message">A sentence for the developer at the other end.</param>
    public static Fault New(string origin, string name, string message) => new($"{origin}.{name}", message, Guid.NewGuid().ToString());
}

/// <summary>Why a message was refused, before it is known on whose behalf: <see cref="At"/> makes the fault.</summary>
/// <param name="Name">One of <see cref="FaultCodes"/>.</param>
/// <param name="Message">A sentence that says what to do.</param>
public sealed record Problem(string Name, string Message)
{
    /// <summary>The fault, found at <paramref name="origin"/>.</summary>
    public Fault At(string origin) => Fault.New(origin, Name, Message);

    /// <summary>The same as X-Road's servers name what they find while they read another's message, and what a service did wrong: with <see cref="FaultCodes.ServiceFailed"/> before it, once.</summary>
    public Problem AsServiceFailed() => Name.StartsWith(FaultCodes.ServiceFailed + ".", StringComparison.Ordinal) ? this : this with { Name = $"{FaultCodes.ServiceFailed}.{Name}" };
}
