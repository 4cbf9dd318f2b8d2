using System.Buffers;
using System.IO.Pipelines;

namespace Cabildo.Exchange.Provider;

/// <summary>
/// The body of an answer whose end leaves with the framework's own: the last chunk is no TLS record by itself, and a short answer is one in all.
/// </summary>
/// <param name="writer">The body's writer.</param>
/// <param name="isEnding">Whether what is written now is the last: then it waits for the end of the answer, with which the framework sends it.</param>
internal sealed class UnhurriedBody(PipeWriter writer, Func<bool> isEnding) : Stream
{
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
        if (!isEnding())
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
