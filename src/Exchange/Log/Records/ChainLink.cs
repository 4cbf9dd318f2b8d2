using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cabildo.Exchange.Log.Records;

/// <summary>
/// The digests that make a chain of the log. All are SHA-256 over fields in front of which their length stands, so that no two rows
/// have the same bytes; the layout is told in docs/operate/message-log.md, for whoever checks a chain with other means.
/// </summary>
internal static class ChainLink
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const int Missing = -1;

    /// <summary>What comes before the first chain.</summary>
    public static byte[] None => new byte[Size];

    /// <summary>The digest of everything a record says, whatever its place.</summary>
    public static byte[] Content(LogRecord record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("cabildo-log-record-1"u8);
        Append(hash, record.Time);
        Append(hash, record.Kind);
        Append(hash, record.AtConsumer ? 1 : 0);
        foreach (var text in (ReadOnlySpan<string?>)[record.MessageId, record.RequestId, record.Client, record.Provider, record.Service, record.Version])
            Append(hash, text is null ? null : Encoding.UTF8.GetBytes(text));
        foreach (var bytes in (ReadOnlySpan<byte[]?>)[record.MessageDigest, record.Attachments, record.HashChain, record.Signature.Digest, record.Signature.Result, record.Body, record.DataKey])
            Append(hash, bytes);
        return hash.GetHashAndReset();
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
    public static byte[] Opening(ReadOnlySpan<byte> previousOpening, long chain, long openedAt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("cabildo-log-chain-1"u8);
        hash.AppendData(previousOpening);
        Append(hash, chain);
        Append(hash, openedAt);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, byte[]? bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? Missing);
        hash.AppendData(length);
        hash.AppendData(bytes ?? []);
    }
}
