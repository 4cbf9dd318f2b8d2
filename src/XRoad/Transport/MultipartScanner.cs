using System.Buffers;
using System.Text;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Cuts a stream at its boundaries (RFC 2046 §5.1) without holding more than one buffer of it. Every method throws
/// <see cref="MalformedTransportException"/> with <see cref="FaultCodes.MimeParsingFailed"/> where it is no multipart.
/// Lines end with CRLF: a bare LF, which X-Road's reader takes too, is written by none of its servers, and would make
/// boundaries of what others pass on as content.
/// </summary>
internal sealed class MultipartScanner : IDisposable
{
    /// <summary>Most bytes of the headers of a part.</summary>
    public const int MaxHeaderBytes = 4 * 1024;

    private const int BufferSize = 32 * 1024;
    private const int MostSurrounding = 8 * 1024;
    private readonly Stream _input;
    private readonly byte[] _delimiter;
    private readonly Surroundings _around;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private bool _begun;

    // Of the buffer, [_start, _content) is content of the current part; its boundary is at _content if that was found; [_content, _end) is unknown.
    private int _start;
    private int _content;
    private int _end;
    private bool _foundBoundary;

    public MultipartScanner(Stream input, string boundary, Surroundings around = Surroundings.Nothing)
    {
        (_input, _around) = (input, around);
        _delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first boundary has no line end before it: with one put there, it is found as all others are.
        _buffer[0] = (byte)'\r';
        _buffer[1] = (byte)'\n';
        _end = 2;
    }

    /// <summary>Goes past what is unread of the current part and its boundary: to the next part (true) or to the end of the multipart (false).</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        await PassContentAsync(ct);
        _begun = true;
        _start += _delimiter.Length;
        while (_end - _start < 2)
            await FillAsync(ct);
        if (_buffer[_start] == '-' && _buffer[_start + 1] == '-')
        {
            _start += 2;
            await PassEpilogueAsync(ct);
            return false;
        }

        // RFC 2046 §5.1.1: white space may follow a boundary on its line. A longer one of the same beginning is another boundary.
        if (!string.IsNullOrWhiteSpace(await ReadLineAsync(MaxHeaderBytes, ct)))
            throw Malformed("A boundary is followed by other characters on its line.");
        return true;
    }

    /// <summary>The headers of the part that begins here.</summary>
    public async ValueTask<PartHeaders> ReadHeadersAsync(CancellationToken ct)
    {
        var lines = new List<string>(2);
        var budget = MaxHeaderBytes;
        while (await ReadLineAsync(budget, ct) is { Length: > 0 } line)
        {
            budget -= line.Length;
            lines.Add(line);
        }

        await BeginContentAsync(ct);
        return PartHeaders.Of(lines);
    }

    /// <summary>Bytes of the current part; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken ct)
    {
        if (destination.IsEmpty)
            return 0;
        var count = Math.Min(await AvailableAsync(ct), destination.Length);
        _buffer.AsSpan(_start, count).CopyTo(destination.Span);
        _start += count;
        return count;
    }

    /// <summary>All of the current part, in an array of its length; null if it is longer than the limit.</summary>
    public async ValueTask<byte[]?> ReadToEndAsync(int limit, CancellationToken ct)
    {
        while (!_foundBoundary && _end - _start < BufferSize / 2)
            await FillAsync(ct);
        if (!_foundBoundary)
            return await BoundedBytes.ReadAsync(new PartBytes(this), limit, ct);
        var length = _content - _start;
        if (length > limit)
            return null;
        var part = _buffer.AsSpan(_start, length).ToArray();
        _start = _content;
        return part;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    // RFC 2046 §5.1.1: the line end of the empty line that closes the headers may be that of the boundary too, where the part is empty.
    private async ValueTask BeginContentAsync(CancellationToken ct)
    {
        _start -= 2;
        (_content, _foundBoundary) = (_start, false);
        Scan();
        while (!_foundBoundary && _end - _start < _delimiter.Length)
            await FillAsync(ct);
        if (_foundBoundary && _content == _start)
            return;
        _start += 2;
        _content = Math.Max(_content, _start);
    }

    /// <summary>How many bytes at the start certainly belong to the part: 0 only at its end.</summary>
    private async ValueTask<int> AvailableAsync(CancellationToken ct)
    {
        while (_content == _start && !_foundBoundary)
            await FillAsync(ct);
        return _content - _start;
    }

    private async ValueTask PassContentAsync(CancellationToken ct)
    {
        var passed = 0;
        while (await AvailableAsync(ct) is > 0 and var count)
        {
            // In front of the first boundary it is no part.
            if (!_begun)
                CheckSurrounding(_buffer.AsSpan(_start, count), passed += count, isEpilogue: false);
            _start += count;
        }
    }

    private async ValueTask PassEpilogueAsync(CancellationToken ct)
    {
        var passed = 0;
        do
        {
            CheckSurrounding(_buffer.AsSpan(_start, _end - _start), passed += _end - _start, isEpilogue: true);
            _start = 0;
            _end = await _input.ReadAsync(_buffer.AsMemory(), ct);
        }
        while (_end > 0);
    }

    private void CheckSurrounding(ReadOnlySpan<byte> bytes, int total, bool isEpilogue)
    {
        var fits = _around switch
        {
            Surroundings.Ignored => total <= MostSurrounding,
            Surroundings.Nothing when !isEpilogue => total == 0,
            _ => total <= 4 && bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0,
        };
        if (!fits)
            throw Malformed(isEpilogue ? "Something follows the last boundary." : "Something stands before the first boundary.");
    }

    private void Scan()
    {
        if (_foundBoundary)
            return;
        var found = _buffer.AsSpan(_content, _end - _content).IndexOf(_delimiter);
        _foundBoundary = found >= 0;
        // The last bytes may be the beginning of a boundary.
        _content = _foundBoundary ? _content + found : Math.Max(_content, _end - _delimiter.Length + 1);
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_content, _end, _start) = (Math.Max(_content - _start, 0), _end - _start, 0);
        }

        var count = await _input.ReadAsync(_buffer.AsMemory(_end), ct);
        if (count == 0)
            throw Malformed("The message ends before its last boundary.");
        _end += count;
        Scan();
    }

    private async ValueTask<string> ReadLineAsync(int budget, CancellationToken ct)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length > budget || (length < 0 && _end - _start > budget))
                throw Malformed($"A part has more than {MaxHeaderBytes} bytes of headers.");
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length);
                _start += length + 2;
                return line;
            }

            await FillAsync(ct);
        }
    }

    private static MalformedTransportException Malformed(string message) => new(FaultCodes.MimeParsingFailed, message);
}
