using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>A message as it came over the wire: the part in memory, its attachments by their digests alone.</summary>
/// <param name="message">The message part's bytes.</param>
/// <param name="attachmentDigests">SHA-512 of each attachment, in order.</param>
/// <param name="signature">The signature that came with it.</param>
public sealed class MessageData(ReadOnlyMemory<byte> message, IReadOnlyList<ReadOnlyMemory<byte>> attachmentDigests, MessageSignature signature) : IDetachedData
{
    /// <summary>The files that the signature must cover.</summary>
    public IReadOnlyList<string> Inputs { get; } = [ContainerNames.Message, .. Enumerable.Range(1, attachmentDigests.Count).Select(ContainerNames.Attachment)];

    /// <inheritdoc />
    public bool Has(string name) => Read(name) is not null || DigestOfAttachment(name) is not null;

    /// <inheritdoc />
    public byte[]? Digest(string name, DigestAlgorithm algorithm)
    {
        if (Read(name) is { } bytes)
            return algorithm.Compute(bytes.Span);
        return algorithm == DigestAlgorithm.Sha512 ? DigestOfAttachment(name)?.ToArray() : null;
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte>? Read(string name) => name switch
    {
        ContainerNames.Message => message,
        ContainerNames.SignatureHashChain => signature.HashChain,
        ContainerNames.SignatureHashChainResult => signature.HashChainResult,
        _ => null,
    };

    private ReadOnlyMemory<byte>? DigestOfAttachment(string name)
    {
        for (var i = 0; i < attachmentDigests.Count; i++)
        {
            if (Inputs[i + 1] == name)
                return attachmentDigests[i];
        }

        return null;
    }
}
