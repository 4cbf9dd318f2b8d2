using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cabildo.Exchange.Log.Encryption;

/// <summary>A key for the messages of one day of one process: AES-256-GCM, sealed bytes are nonce, tag and ciphertext.</summary>
/// <param name="id">Its number, which rows name.</param>
/// <param name="key">32 bytes.</param>
internal sealed class DataKey(byte[] id, byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private long _uses;

    public byte[] Id { get; } = id;

    /// <summary>Encrypts. Only the process that made the key does, so counting gives a nonce that is never used twice (NIST SP 800-38D §8.2.1).</summary>
    /// <param name="plain">The bytes.</param>
    /// <param name="place">What they are bound to.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var bytes = new byte[NonceLength + TagLength + plain.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(NonceLength - sizeof(long)), Interlocked.Increment(ref _uses));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), place);
        return bytes;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">They were changed, or belong to another place.</exception>
    public byte[] Open(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> place)
    {
        if (bytes.Length < NonceLength + TagLength)
            throw new CryptographicException("The sealed bytes are too few.");
        var plain = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(bytes[..NonceLength], bytes[(NonceLength + TagLength)..], bytes.Slice(NonceLength, TagLength), plain, place);
        return plain;
    }
}
