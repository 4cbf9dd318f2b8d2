using System.Buffers.Binary;

namespace Cabildo.Exchange.Log.Records;

/// <summary>Digests and lengths of a message's attachments as a row holds them: 8 bytes of length, 64 of SHA-512, for each.</summary>
internal static class AttachmentList
{
    private const int DigestLength = 64;
    private const int EntryLength = sizeof(long) + DigestLength;

    /// <summary>The bytes; null without attachments.</summary>
    /// <exception cref="ArgumentException">A digest is not SHA-512's.</exception>
    public static byte[]? Write(IReadOnlyList<LoggedAttachment> attachments)
    {
        if (attachments.Count == 0)
            return null;
        var bytes = new byte[attachments.Count * EntryLength];
        for (var i = 0; i < attachments.Count; i++)
        {
            if (attachments[i].Digest.Length != DigestLength)
                throw new ArgumentException("An attachment's digest is SHA-512.", nameof(attachments));
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * EntryLength), attachments[i].Length);
            attachments[i].Digest.Span.CopyTo(bytes.AsSpan(i * EntryLength + sizeof(long)));
        }

        return bytes;
    }

    /// <summary>Length and digest of each; null if the bytes are no such list.</summary>
    public static IReadOnlyList<(long Length, byte[] Digest)>? Read(byte[]? bytes)
    {
        if (bytes is null)
            return [];
        if (bytes.Length == 0 || bytes.Length % EntryLength != 0)
            return null;
        var attachments = new (long, byte[])[bytes.Length / EntryLength];
        for (var i = 0; i < attachments.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntryLength, EntryLength);
            attachments[i] = (BinaryPrimitives.ReadInt64BigEndian(entry), entry[sizeof(long)..].ToArray());
        }

        return attachments;
    }
}
