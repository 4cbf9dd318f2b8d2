using System.Buffers;

namespace Cabildo.Exchange.Peers;

/// <summary>
/// A connection over which a short message leaves whole. The framework's client sends a message in the pieces in which it comes to it,
/// each a TLS record and a call of the kernel's of its own, at both ends; here they wait for the last chunk, until there are many, or for the first
/// that comes a while later: a long body that its client sends slowly goes on as it comes.
/// </summary>
/// <param name="inner">The connection. Requests over it must be chunked (RFC 9112 §7.1), for that tells where they end.</param>
internal sealed class GatheringStream(Stream inner) : Stream
{
    /// <summary>How much waits at most, in bytes: what a TLS record holds.</summary>
    public const int Most = 16 * 1024;

    // What a chunked body ends with: the line end of a chunk, and a chunk of no bytes with no trailers.
    private const ulong End = 0x0D_0A_30_0D_0A_0D_0A;
    private const ulong EndMask = 0x00FF_FFFF_FFFF_FFFF;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);
    private byte[] _held = [];
    private int _count;
    private long _since;

    // The last bytes that were written, held or sent: the end may come in two pieces.
    private ulong _last;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Note(buffer.Span);
        if (buffer.Length > Most - _count)
            await FlushAsync(cancellationToken);
        if (buffer.Length > Most)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        Hold(buffer.Span);
        if ((_last & EndMask) == End || Environment.TickCount64 - _since >= Longest.TotalMilliseconds)
            await FlushAsync(cancellationToken);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_count == 0)
            return;
        await inner.WriteAsync(_held.AsMemory(0, _count), cancellationToken);
        Release();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Servers speak to each other asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Servers speak to each other asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes[^Math.Min(bytes.Length, sizeof(ulong))..])
            _last = (_last << 8) | one;
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (_held.Length == 0)
            (_held, _since) = (ArrayPool<byte>.Shared.Rent(Most), Environment.TickCount64);
        bytes.CopyTo(_held.AsSpan(_count));
        _count += bytes.Length;
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_held);
        (_held, _count) = ([], 0);
    }
}
