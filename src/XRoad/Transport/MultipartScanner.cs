using System.Buffers;
using System.Text;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Cuts a stream at its boundaries (RFC 2046 §5.1) without holding more than one buffer of it. Stricter than MIME: there is
/// no preamble and no epilogue, since nothing in them would be signed.
/// </summary>
internal sealed class MultipartScanner : IDisposable
{
    private const int BufferSize = 32 * 1024;
    private const int MaxPartHeaderBytes = 4 * 1024;
    private readonly Stream _input;
    private readonly byte[] _delimiter;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;
    private bool _atEnd;

    public MultipartScanner(Stream input, string boundary)
    {
        _input = input;
        _delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first boundary has no line end before it: with one put there, it is found as all others are.
        _buffer[0] = (byte)'\r';
        _buffer[1] = (byte)'\n';
        _end = 2;
    }

    /// <summary>Bytes of the current part; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken ct)
    {
        if (destination.IsEmpty)
            return 0;

        while (true)
        {
            var available = Available();
            if (available is null)
                return 0;
            if (available > 0)
                return Take(destination.Span, available.Value);
            await FillAsync(ct);
        }
    }

    /// <summary>Goes past the boundary at which the current part ended: to the next part (true) or to the end of the message (false).</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        _start += _delimiter.Length;
        await FillToAsync(2, ct);
        var closes = _buffer[_start] == '-' && _buffer[_start + 1] == '-';
        if (!closes)
        {
            await ReadPaddingAsync(ct);
            return true;
        }

        _start += 2;
        await ReadEpilogueAsync(ct);
        return false;
    }

    /// <summary>The headers of the part that begins here: names in lower case, values trimmed.</summary>
    public async ValueTask<Dictionary<string, string>> ReadHeadersAsync(CancellationToken ct)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        var budget = MaxPartHeaderBytes;
        while (await ReadLineAsync(budget, ct) is { Length: > 0 } line)
        {
            budget -= line.Length;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !headers.TryAdd(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim()))
                throw Malformed("A part's header is not a name, a colon and a value, or comes twice.");
        }

        return headers;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>How many bytes certainly belong to the part; null where its boundary is.</summary>
    private int? Available()
    {
        var unread = _buffer.AsSpan(_start, _end - _start);
        var boundary = unread.IndexOf(_delimiter);
        return boundary switch
        {
            0 => null,
            > 0 => boundary,
            // The last bytes may be the beginning of a boundary.
            _ => Math.Max(0, unread.Length - _delimiter.Length + 1),
        };
    }

    private int Take(Span<byte> destination, int available)
    {
        var count = Math.Min(available, destination.Length);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var count = _atEnd ? 0 : await _input.ReadAsync(_buffer.AsMemory(_end), ct);
        _atEnd = count == 0;
        if (_atEnd)
            throw Malformed("The message ends before its last boundary.");
        _end += count;
    }

    private async ValueTask FillToAsync(int count, CancellationToken ct)
    {
        while (_end - _start < count)
            await FillAsync(ct);
    }

    private async ValueTask<string> ReadLineAsync(int budget, CancellationToken ct)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length > budget || (length < 0 && _end - _start > budget))
                throw Malformed($"A part has more than {MaxPartHeaderBytes} bytes of headers.");
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length);
                _start += length + 2;
                return line;
            }

            await FillAsync(ct);
        }
    }

    // RFC 2046 §5.1.1: white space may follow a boundary on its line. Longer ones of the same beginning are not this boundary.
    private async ValueTask ReadPaddingAsync(CancellationToken ct)
    {
        var padding = await ReadLineAsync(MaxPartHeaderBytes, ct);
        if (!string.IsNullOrWhiteSpace(padding))
            throw Malformed("A boundary is followed by other characters on its line.");
    }

    private async ValueTask ReadEpilogueAsync(CancellationToken ct)
    {
        var epilogue = new byte[4];
        var length = _end - _start;
        if (length > 2)
            throw Malformed("Something follows the last boundary.");
        _buffer.AsSpan(_start, length).CopyTo(epilogue);
        while (await _input.ReadAsync(epilogue.AsMemory(length), ct) is > 0 and var count)
        {
            length += count;
            if (length > 2)
                throw Malformed("Something follows the last boundary.");
        }

        if (length > 0 && !epilogue.AsSpan(0, length).SequenceEqual("\r\n"u8))
            throw Malformed("Something follows the last boundary.");
    }

    private static MalformedTransportException Malformed(string message) => new(FaultCodes.MimeParsingFailed, message);
}
