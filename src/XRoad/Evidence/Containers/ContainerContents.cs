namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>What goes into a container.</summary>
/// <param name="Message">The message part, exactly as it was signed.</param>
/// <param name="Signatures">The signature document.</param>
/// <param name="SignatureChain">The hash chain, if the message was signed in a batch or with attachments.</param>
/// <param name="Timestamp">The batch timestamp; null if the timestamp lies in the signature.</param>
/// <param name="Attachments">Opens each attachment, the body of a REST message first; each stream is read once and disposed.</param>
public sealed record ContainerContents(
    ReadOnlyMemory<byte> Message,
    ReadOnlyMemory<byte> Signatures,
    ContainerChain? SignatureChain,
    BatchTimestamp? Timestamp,
    IReadOnlyList<Func<Stream>> Attachments);

/// <summary>A hash chain with the document above it.</summary>
/// <param name="Result">The top.</param>
/// <param name="Chain">The way to it.</param>
public sealed record ContainerChain(ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Chain);

/// <summary>A timestamp over the top of a hash chain that leads to the signature.</summary>
/// <param name="Token">The TimeStampToken, DER (RFC 3161 §2.4.2).</param>
/// <param name="Chain">The chain.</param>
public sealed record BatchTimestamp(ReadOnlyMemory<byte> Token, ContainerChain Chain);
