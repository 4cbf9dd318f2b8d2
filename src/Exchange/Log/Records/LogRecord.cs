namespace Cabildo.Exchange.Log.Records;

/// <summary>A row of the log, but for its place in the chain.</summary>
internal sealed record LogRecord
{
    /// <summary>When it was logged, in milliseconds since 1970.</summary>
    public required long Time { get; init; }

    /// <summary>A value of <see cref="XRoad.Messages.SignedMessageKind"/>.</summary>
    public required int Kind { get; init; }

    public required bool AtConsumer { get; init; }

    public required string MessageId { get; init; }

    public required string? RequestId { get; init; }

    /// <summary>Who asked, percent-encoded.</summary>
    public required string Client { get; init; }

    /// <summary>Who offers the service, percent-encoded.</summary>
    public required string Provider { get; init; }

    /// <summary>The service's code.</summary>
    public required string Service { get; init; }

    public required string? Version { get; init; }

    /// <summary>SHA-256 of the message part as it was signed.</summary>
    public required byte[] MessageDigest { get; init; }

    /// <summary>The message part; encrypted if <see cref="DataKey"/> is not null.</summary>
    public required byte[] Message { get; init; }

    /// <summary>See <see cref="AttachmentList"/>; null without attachments.</summary>
    public required byte[]? Attachments { get; init; }

    /// <summary>This message's branch of the signature's hash chain.</summary>
    public required byte[]? HashChain { get; init; }

    /// <summary>The number of the body under which the attachments' bytes are kept; null if they are not.</summary>
    public required byte[]? Body { get; init; }

    /// <summary>The key that message and body are encrypted with; null if they are not.</summary>
    public required byte[]? DataKey { get; init; }

    /// <summary>The message's signature.</summary>
    public required LogSignature Signature { get; init; }

    /// <summary>What the index of message ids holds.</summary>
    public long MessageKey => KeyOf(MessageId);

    /// <summary>What the index holds for a message id: eight bytes of a digest, so that long ids make no large index.</summary>
    public static long KeyOf(string messageId)
    {
        Span<byte> digest = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(messageId), digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(digest);
    }
}

/// <summary>A signature document, which messages of one batch share.</summary>
/// <param name="Digest">SHA-512 of the document: what is time-stamped.</param>
/// <param name="Xml">The document.</param>
/// <param name="Result">The top of its hash chain; null if it has none.</param>
internal sealed record LogSignature(byte[] Digest, byte[] Xml, byte[]? Result)
{
    /// <summary>Whether both are one row.</summary>
    public bool IsSame(LogSignature other) =>
        Digest.AsSpan().SequenceEqual(other.Digest) && Result.AsSpan().SequenceEqual(other.Result) && Result is null == other.Result is null;
}
