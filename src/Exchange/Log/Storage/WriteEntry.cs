using Cabildo.Exchange.Log.Records;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>What waits to be written as one: a record with its short bodies, or pieces of a long body ahead of its record.</summary>
internal sealed class WriteEntry
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogRecord? Record { get; init; }

    /// <summary>The digest of the record's content; empty without a record.</summary>
    public byte[] Content { get; init; } = [];

    public IReadOnlyList<BodyPiece> Pieces { get; init; } = [];

    /// <summary>The body to remember as one that has no record yet.</summary>
    public byte[]? OpensBody { get; init; }

    /// <summary>When that is, in milliseconds since 1970.</summary>
    public long OpenedAt { get; init; }

    /// <summary>The body that has a record now.</summary>
    public byte[]? ClosesBody { get; init; }

    /// <summary>Whether nobody waits for it yet, so that it may be written with what comes in the next milliseconds.</summary>
    public bool CanWait { get; init; }

    public int Size => (Record is { } record ? record.Message.Length + record.Signature.Xml.Length : 0) + Pieces.Sum(piece => piece.Bytes.Length);

    /// <summary>Ends when the entry is durable; fails with <see cref="MessageLogException"/> if it could not be written.</summary>
    public Task Written => _written.Task;

    public void Complete() => _written.TrySetResult();

    public void Fail(MessageLogException exception) => _written.TrySetException(exception);
}

/// <summary>A piece of an attachment.</summary>
/// <param name="Body">The number of the body.</param>
/// <param name="Attachment">Which attachment, from 1.</param>
/// <param name="Piece">Which piece of it, from 0.</param>
/// <param name="Bytes">Its bytes; encrypted if the record says so.</param>
internal sealed record BodyPiece(byte[] Body, int Attachment, int Piece, byte[] Bytes);
