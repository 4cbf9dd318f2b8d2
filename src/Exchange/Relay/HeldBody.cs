using System.Buffers;
using Cabildo.XRoad.Transport;
using Microsoft.Win32.SafeHandles;

namespace Cabildo.Exchange.Relay;

/// <summary>
/// A body that is held until it may go on: what another server sends is believed only once its signature is. In memory while it
/// is small; what is longer goes on in a file that only this process can open, and that goes away with it.
/// </summary>
/// <param name="folder">Where files of long bodies are made.</param>
internal sealed class HeldBody(string folder) : IDisposable
{
    /// <summary>How much is held in memory, in bytes.</summary>
    public const int MostInMemory = 1024 * 1024;

    private const int FirstSize = 4 * 1024;
    private byte[] _memory = [];
    private SafeFileHandle? _file;

    /// <summary>Bytes held until now.</summary>
    public long Length { get; private set; }

    /// <summary>Holds a body to its end.</summary>
    /// <param name="body">The body.</param>
    /// <param name="progress">Called after each piece.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FillAsync(Stream body, Action progress, CancellationToken ct)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            while (await body.ReadAsync(chunk, ct) is > 0 and var count)
            {
                progress();
                await AppendAsync(chunk.AsMemory(0, count), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Holds a piece more.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        if (_file is null && Length + piece.Length <= MostInMemory)
        {
            Grow((int)Length + piece.Length);
            piece.CopyTo(_memory.AsMemory((int)Length));
        }
        else
        {
            if (_file is null)
                await MoveToFileAsync(ct);
            await RandomAccess.WriteAsync(_file!, piece, Length, ct);
        }

        Length += piece.Length;
    }

    /// <summary>The body from its beginning; may be opened several times, and read at once, until this is disposed.</summary>
    public Stream Open() => _file is null ? new MemoryStream(_memory, 0, (int)Length, writable: false) : new FileBody(_file, Length);

    public void Dispose()
    {
        _file?.Dispose();
        if (_memory.Length > 0)
            ArrayPool<byte>.Shared.Return(_memory);
        _memory = [];
    }

    private void Grow(int needed)
    {
        if (needed <= _memory.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(needed, 2 * _memory.Length)));
        _memory.AsSpan(0, (int)Length).CopyTo(larger);
        if (_memory.Length > 0)
            ArrayPool<byte>.Shared.Return(_memory);
        _memory = larger;
    }

    private async Task MoveToFileAsync(CancellationToken ct)
    {
        var path = Path.Combine(folder, "cabildo-" + Path.GetRandomFileName());
        var options = OperatingSystem.IsWindows() ? FileOptions.Asynchronous | FileOptions.DeleteOnClose : FileOptions.Asynchronous;
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, options);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name from now on: nobody else opens it, and nothing is left of it when the process is killed.
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Delete(path);
        }

        _file = file;
        await RandomAccess.WriteAsync(file, _memory.AsMemory(0, (int)Length), 0, ct);
        ArrayPool<byte>.Shared.Return(_memory);
        _memory = [];
    }

    private sealed class FileBody(SafeFileHandle file, long length) : ReadOnlyStream
    {
        private long _position;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var wanted = (int)Math.Min(buffer.Length, length - _position);
            if (wanted == 0)
                return 0;
            var count = await RandomAccess.ReadAsync(file, buffer[..wanted], _position, cancellationToken);
            _position += count;
            return count > 0 ? count : throw new EndOfStreamException("A held body is shorter than it was written.");
        }
    }
}
