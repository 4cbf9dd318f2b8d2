using Cabildo.Exchange.Log;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Evidence;

/// <summary>Makes the log's records of messages.</summary>
internal static class Records
{
    public static LoggedMessage Of(
        RestRequestPart request, SignedMessageKind kind, bool atConsumer, ReadOnlyMemory<byte> part, MessageSignature signature, IReadOnlyList<LoggedAttachment> attachments) => new()
    {
        Kind = kind,
        MessageId = request.MessageId,
        RequestId = request.RequestId,
        Client = request.Client,
        Service = CalledService.Of(request.Target.Service),
        AtConsumer = atConsumer,
        Message = part,
        Signature = signature,
        Attachments = attachments,
    };

    /// <summary>The body of a message as its record has it.</summary>
    /// <param name="digest">SHA-512 of it; null if there was none.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="held">The body, if the log is to have it.</param>
    public static IReadOnlyList<LoggedAttachment> Body(byte[]? digest, long length, HeldBody? held) =>
        digest is null ? [] : [new LoggedAttachment(digest, length, held is null ? null : held.Open)];
}
