namespace Cabildo.XRoad.Transport;

/// <summary>The parts of a message between security servers, in the order in which they follow one another (PR-MESSTRANSP 3.1).</summary>
public enum TransportPart
{
    /// <summary><c>application/x-road-rest-request</c> or <c>application/x-road-rest-response</c>: exactly one, at the beginning.</summary>
    Message,

    /// <summary><c>application/x-road-rest-body</c>: at most one.</summary>
    Body,

    /// <summary><c>text/xml</c>: a fault in place of the rest of the message; nothing follows it.</summary>
    Fault,
}

/// <summary>Which way a message between security servers goes.</summary>
public enum TransportDirection
{
    /// <summary>From the consumer's server to the provider's.</summary>
    Request,

    /// <summary>From the provider's server to the consumer's.</summary>
    Response,
}
