using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>A request that came in whole, from somebody who may ask, under the client's own signature.</summary>
/// <param name="Request">The message part.</param>
/// <param name="Service">What it is for.</param>
/// <param name="Grant">By which right.</param>
/// <param name="Signer">With what the answer is signed.</param>
internal sealed record Received(RestRequestPart Request, Service Service, Grant Grant, MessageSigner Signer)
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
