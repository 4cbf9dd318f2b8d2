using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>A request that came in whole, from somebody who may ask, under the client's own signature.</summary>
/// <param name="Request">The message part.</param>
/// <param name="Admission">What let it in.</param>
internal sealed record Received(RestRequestPart Request, Admission Admission)
{
    /// <summary>The body, held; null if there is none.</summary>
    public HeldBody? Body { get; init; }

    /// <summary>SHA-512 of the body; null if there is none.</summary>
    public byte[]? BodyDigest { get; init; }

    /// <summary>The record of it, being written.</summary>
    public required Task Record { get; init; }

    /// <summary>See <see cref="XRoad.Messages.RequestHash"/>.</summary>
    public string Hash => RequestHash.Of(Request.Bytes, BodyDigest);
}
