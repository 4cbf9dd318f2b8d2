using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Log;

/// <summary>A signed message that this server has sent or received, to be kept.</summary>
internal sealed record LoggedMessage
{
    /// <summary>REST or SOAP, request or answer.</summary>
    public required SignedMessageKind Kind { get; init; }

    /// <summary>The id that request and answer share: x-road-id.</summary>
    public required string MessageId { get; init; }

    /// <summary>The id of this one exchange, x-road-request-id; null if it has none.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Who asked.</summary>
    public required ClientId Client { get; init; }

    /// <summary>What for.</summary>
    public required CalledService Service { get; init; }

    /// <summary>Whether this server spoke for the client; otherwise for the provider.</summary>
    public required bool AtConsumer { get; init; }

    /// <summary>The message part's bytes, as they were signed. They must stay as they are until the append is complete.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>The signature, with its hash chain if it has one.</summary>
    public required MessageSignature Signature { get; init; }

    /// <summary>The attachments in their order; of a REST message its body, if it has one.</summary>
    public required IReadOnlyList<LoggedAttachment> Attachments { get; init; }

    /// <summary>Whether it is an answer.</summary>
    public bool IsResponse => Kind is SignedMessageKind.RestResponse or SignedMessageKind.SoapResponse;
}

/// <summary>An attachment of a message.</summary>
/// <param name="Digest">SHA-512 of its bytes.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Content">Opens its bytes, which are read once if bodies are kept; null if they are not to be had.</param>
internal sealed record LoggedAttachment(ReadOnlyMemory<byte> Digest, long Length, Func<Stream>? Content);
