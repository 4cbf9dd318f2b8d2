namespace Cabildo.XRoad.Transport;

/// <summary>What may follow what (PR-MESSTRANSP 3.1), for readers and writers alike.</summary>
internal static class PartOrder
{
    /// <summary>Whether a part may stand where it does.</summary>
    /// <param name="current">The part before it; null at the beginning.</param>
    /// <param name="next">The part.</param>
    /// <param name="direction">Which way the message goes.</param>
    public static bool Allows(TransportPart? current, TransportPart next, TransportDirection direction) => (current, next) switch
    {
        (TransportPart.Signature or TransportPart.Fault, _) => false,
        (_, TransportPart.Fault) => true,
        (null, TransportPart.Message) => true,
        (null, TransportPart.OcspResponse) or (TransportPart.OcspResponse, TransportPart.OcspResponse or TransportPart.Message) => direction == TransportDirection.Request,
        (TransportPart.Message, TransportPart.Body or TransportPart.Attachments) => true,
        (TransportPart.Message or TransportPart.Body or TransportPart.Attachments, TransportPart.HashChainResult or TransportPart.Signature) => true,
        // A result whose chain is missing proves nothing. X-Road's reader passes over that, and finds it when it verifies.
        (TransportPart.HashChainResult, TransportPart.HashChain) => true,
        (TransportPart.HashChain, TransportPart.Signature) => true,
        _ => false,
    };
}
