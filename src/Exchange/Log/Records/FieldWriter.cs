using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cabildo.Exchange.Log.Records;

/// <summary>
/// Puts fields one after the other and hashes them at once: numbers as 8 bytes, texts (UTF-8) and bytes behind 4 bytes of length, all big-endian; a
/// field that is not there has the length -1. Once hashed, it is of no more use.
/// </summary>
/// <param name="what">What kind of thing the fields are of.</param>
internal ref struct FieldWriter(ReadOnlySpan<byte> what)
{
    private const int UsualLength = 4096;
    private const int Missing = -1;
    private byte[] _bytes = Begin(what);
    private int _length = what.Length;

    public void Append(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), number);
        _length += sizeof(long);
    }

    public void Append(string? text)
    {
        var room = Room(sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length)));
        var length = text is null ? Missing : Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        _length += sizeof(int) + Math.Max(length, 0);
    }

    public void Append(byte[]? bytes)
    {
        var room = Room(sizeof(int) + (bytes?.Length ?? 0));
        BinaryPrimitives.WriteInt32BigEndian(room, bytes?.Length ?? Missing);
        bytes?.CopyTo(room[sizeof(int)..]);
        _length += sizeof(int) + (bytes?.Length ?? 0);
    }

    /// <summary>SHA-256 of all.</summary>
    public readonly byte[] Digest()
    {
        var digest = SHA256.HashData(_bytes.AsSpan(0, _length));
        ArrayPool<byte>.Shared.Return(_bytes);
        return digest;
    }

    private static byte[] Begin(ReadOnlySpan<byte> what)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(UsualLength);
        what.CopyTo(bytes);
        return bytes;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + length));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
