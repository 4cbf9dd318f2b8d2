namespace Cabildo.XRoad.Transport;

/// <summary>The parts of a message between security servers, in the order in which they follow one another (PR-MESSTRANSP 3.1).</summary>
public enum TransportPart
{
    /// <summary><c>application/ocsp-response</c>: what an authority says of a certificate the sender's TLS uses; in requests alone, as many as the certificate has above it, before all else.</summary>
    OcspResponse,

    /// <summary><c>application/x-road-rest-request</c> or <c>application/x-road-rest-response</c>; of SOAP <c>text/xml</c> or <c>application/xop+xml</c>: exactly one.</summary>
    Message,

    /// <summary><c>application/x-road-rest-body</c>: at most one, of REST.</summary>
    Body,

    /// <summary><c>multipart/mixed</c>, whose own parts are the attachments: at most one, of SOAP.</summary>
    Attachments,

    /// <summary><c>application/hash-chain-result</c>: only where many parts, or many messages, were signed at once.</summary>
    HashChainResult,

    /// <summary><c>application/hash-chain</c>: right behind the result.</summary>
    HashChain,

    /// <summary><c>signature/bdoc-1.0/ts</c>: the signature; nothing follows it.</summary>
    Signature,

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

/// <summary>In which protocol the information systems at both ends speak.</summary>
public enum MessageProtocol
{
    /// <summary>PR-REST.</summary>
    Rest,

    /// <summary>PR-MESS.</summary>
    Soap,
}
