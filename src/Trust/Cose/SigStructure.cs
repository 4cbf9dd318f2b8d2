using System.Buffers;

namespace Cabildo.Trust.Cose;

/// <summary>The bytes under the signature: ["Signature1", protected, external_aad, payload] (RFC 9052 §4.4), with no external data.</summary>
internal readonly struct SigStructure : IDisposable
{
    private const byte ArrayOfFour = 0x84;
    private const int LongestHeads = 32;

    // 0x6A, which is also the letter j, opens a text of ten bytes.
    private static ReadOnlySpan<byte> Context => "jSignature1"u8;

    private readonly byte[] _buffer;
    private readonly int _length;

    private SigStructure(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public static SigStructure Rent(ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestHeads + protectedHeader.Length + payload.Length);
        buffer[0] = ArrayOfFour;
        Context.CopyTo(buffer.AsSpan(1));
        var position = 1 + Context.Length;
        position += WriteByteString(buffer.AsSpan(position), protectedHeader);
        position += WriteByteString(buffer.AsSpan(position), []);
        position += WriteByteString(buffer.AsSpan(position), payload);
        return new SigStructure(buffer, position);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static int WriteByteString(Span<byte> to, ReadOnlySpan<byte> value)
    {
        const byte byteString = 0x40;
        var (info, size) = value.Length switch
        {
            < 24 => (value.Length, 0),
            <= byte.MaxValue => (24, 1),
            <= ushort.MaxValue => (25, 2),
            _ => (26, 4),
        };
        to[0] = (byte)(byteString | info);
        for (var i = 0; i < size; i++) to[1 + i] = (byte)(value.Length >> (8 * (size - 1 - i)));
        value.CopyTo(to[(1 + size)..]);
        return 1 + size + value.Length;
    }
}
