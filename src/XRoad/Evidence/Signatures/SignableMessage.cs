using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>What is signed of one message.</summary>
/// <param name="Digest">SHA-512 of the message part's bytes.</param>
/// <param name="AttachmentDigests">SHA-512 of each attachment, in order; of a REST message its body, if it has one.</param>
public sealed record SignableMessage(ReadOnlyMemory<byte> Digest, params IReadOnlyList<ReadOnlyMemory<byte>> AttachmentDigests)
{
    internal bool IsSinglePart => AttachmentDigests.Count == 0;

    internal ChainInput ToChainInput()
    {
        var parts = new (string, ReadOnlyMemory<byte>)[AttachmentDigests.Count + 1];
        parts[0] = (ContainerNames.Message, Digest);
        for (var i = 1; i < parts.Length; i++)
            parts[i] = (ContainerNames.Attachment(i), AttachmentDigests[i - 1]);
        return new ChainInput(parts);
    }
}

/// <summary>The signature of one message, ready for the wire, the log and the container.</summary>
/// <param name="Xml">The document <c>signatures.xml</c>, UTF-8. Messages of one batch share it.</param>
/// <param name="HashChainResult">Where the chain ends; null for a single message without attachments.</param>
/// <param name="HashChain">This message's branch; null for a single message without attachments.</param>
public sealed record MessageSignature(ReadOnlyMemory<byte> Xml, ReadOnlyMemory<byte>? HashChainResult, ReadOnlyMemory<byte>? HashChain);
