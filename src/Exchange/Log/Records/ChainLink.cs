using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cabildo.Exchange.Log.Records;

/// <summary>
/// The digests that make a chain of the log. All are SHA-256 over fields in front of which their length stands, so that no two rows
/// have the same bytes; the layout is told in docs/operate/message-log.md, for whoever checks a chain with other means.
/// </summary>
internal static class ChainLink
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What comes before the first chain.</summary>
    public static byte[] None => new byte[Size];

    /// <summary>The digest of everything a record says, whatever its place.</summary>
    public static byte[] Content(LogRecord record)
    {
        var fields = new FieldWriter("cabildo-log-record-1"u8);
        fields.Append(record.Time);
        fields.Append(record.Kind);
        fields.Append(record.AtConsumer ? 1 : 0);
        foreach (var text in (ReadOnlySpan<string?>)[record.MessageId, record.RequestId, record.Client, record.Provider, record.Service, record.Version])
            fields.Append(text);
        foreach (var bytes in (ReadOnlySpan<byte[]?>)[record.MessageDigest, record.Attachments, record.HashChain, record.Signature.Digest, record.Signature.Result, record.Body, record.DataKey])
            fields.Append(bytes);
        return fields.Digest();
    }

    /// <summary>The link of a record: over the one before, its place, and its content.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, long chain, long number, ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[Size + 16 + Size];
        previous.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[Size..], chain);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(Size + 8)..], number);
        content.CopyTo(bytes[(Size + 16)..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>What a chain begins with: over the beginning of the chain before it, so that no chain can be left out.</summary>
    public static byte[] Opening(byte[] previousOpening, long chain, long openedAt)
    {
        var fields = new FieldWriter("cabildo-log-chain-1"u8);
        fields.Append(previousOpening);
        fields.Append(chain);
        fields.Append(openedAt);
        return fields.Digest();
    }
}
