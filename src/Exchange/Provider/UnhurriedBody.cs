using System.Buffers;
using System.IO.Pipelines;

namespace Cabildo.Exchange.Provider;

/// <summary>
/// The body of an answer, of which a short one leaves whole: the framework sends what waits when the answer is at its end. Of a longer
/// one, what has come is sent once it fills a TLS record.
/// </summary>
/// <param name="writer">The body's writer.</param>
internal sealed class UnhurriedBody(PipeWriter writer) : Stream
{
    private const int Most = 16 * 1024;
    private int _waiting;

    public override bool CanRead => false;

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
        writer.Write(buffer.Span);
        _waiting += buffer.Length;
        if (_waiting < Most)
            return;
        _waiting = 0;
        await writer.FlushAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Servers speak to each other asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
