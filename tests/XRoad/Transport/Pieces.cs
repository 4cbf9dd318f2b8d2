using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

/// <summary>A stream that gives its bytes in pieces; if it is slow, each piece has to be waited for.</summary>
internal sealed class Pieces(ReadOnlyMemory<byte> bytes, int size, bool isSlow = false) : ReadOnlyStream
{
    private int _position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isSlow)
            await Task.Yield();
        var count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - _position);
        bytes.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}

/// <summary>A stream that gives its bytes in two pieces.</summary>
internal sealed class Halves(ReadOnlyMemory<byte> bytes, int middle) : ReadOnlyStream
{
    private int _position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, (_position < middle ? middle : bytes.Length) - _position);
        bytes.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }
}

/// <summary>A stream that keeps what is written to it, write by write.</summary>
internal sealed class Writes : MemoryStream
{
    public List<int> Lengths { get; } = [];

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Lengths.Add(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }
}
