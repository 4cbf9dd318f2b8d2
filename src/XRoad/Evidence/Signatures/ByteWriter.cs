using System.Buffers;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>Puts pieces of bytes one after the other in a rented array, which it gives back at its end.</summary>
internal ref struct ByteWriter(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Append(
        scoped ReadOnlySpan<byte> a, scoped ReadOnlySpan<byte> b, scoped ReadOnlySpan<byte> c, scoped ReadOnlySpan<byte> d = default, scoped ReadOnlySpan<byte> e = default)
    {
        Append(a);
        Append(b);
        Append(c);
        Append(d);
        Append(e);
    }

    public void Append(scoped ReadOnlySpan<byte> piece)
    {
        if (piece.Length > _bytes.Length - _length)
            Grow(piece.Length);
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
