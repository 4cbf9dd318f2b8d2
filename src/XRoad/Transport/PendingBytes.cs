using System.Buffers;
using System.Text;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// What is yet to be sent, held back so that small pieces leave together. Its memory is rented; it goes back when the writer is
/// done, and to the garbage collector if a message breaks off.
/// </summary>
internal sealed class PendingBytes(Stream output)
{
    private const int ChunkSize = 32 * 1024;
    private const int LeastRoom = 8 * 1024;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isLent;

    /// <summary>Appends text of MIME, which is ISO 8859-1 as X-Road's servers write it.</summary>
    /// <returns>How many bytes it is.</returns>
    public int Append(string text)
    {
        EnsureRoom(text.Length);
        _end += Encoding.Latin1.GetBytes(text, _bytes.AsSpan(_end));
        return text.Length;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        EnsureRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes one piece of a stream, which stays pending. While the piece is waited for, what came before it is sent.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="holdsBack">Whether to send nothing while waiting.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The piece, valid until the next call; empty at the end of the stream.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> TakeAsync(Stream input, bool holdsBack, CancellationToken ct)
    {
        if (_bytes.Length - _end < LeastRoom && !holdsBack)
            await SendAsync(ct);
        EnsureRoom(LeastRoom);
        var at = _end;
        var reading = input.ReadAsync(_bytes.AsMemory(at, Math.Min(_bytes.Length - at, ChunkSize)), ct);
        if (!reading.IsCompleted && !holdsBack && _end > _start)
        {
            // Should sending fail, the reading goes on into this memory: nobody else may have it.
            _isLent = true;
            await output.WriteAsync(_bytes.AsMemory(_start, _end - _start), ct);
            _start = _end;
        }

        _end += await reading;
        _isLent = false;
        return _bytes.AsMemory(at, _end - at);
    }

    /// <summary>Takes the last bytes back; they have been held back since they were appended.</summary>
    public void Withdraw(int count) => _end -= count;

    /// <summary>Sends all of it.</summary>
    public async ValueTask SendAsync(CancellationToken ct)
    {
        if (_end > _start)
            await output.WriteAsync(_bytes.AsMemory(_start, _end - _start), ct);
        (_start, _end) = (0, 0);
    }

    /// <summary>Gives the memory back; nothing may be pending.</summary>
    public void Release()
    {
        if (_bytes.Length > 0 && !_isLent)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void EnsureRoom(int count)
    {
        var pending = _end - _start;
        if (pending == 0)
            (_start, _end) = (0, 0);
        if (count <= _bytes.Length - _end)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, pending + count));
        _bytes.AsSpan(_start, pending).CopyTo(larger);
        Release();
        (_bytes, _start, _end) = (larger, 0, pending);
    }
}
