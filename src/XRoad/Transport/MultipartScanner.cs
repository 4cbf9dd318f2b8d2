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
    private readonly Stream input;
    private readonly byte[] delimiter;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int start;
    private int end;
    private bool atEnd;

    public MultipartScanner(Stream input, string boundary)
    {
        this.input = input;
        delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first boundary has no line end before it: with one put there, it is found as all others are.
        buffer[0] = (byte)'\r';
        buffer[1] = (byte)'\n';
        end = 2;
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
        start += delimiter.Length;
        await FillToAsync(2, ct);
        var closes = buffer[start] == '-' && buffer[start + 1] == '-';
        if (!closes)
        {
            await ReadPaddingAsync(ct);
            return true;
        }

        start += 2;
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
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>How many bytes certainly belong to the part; null where its boundary is.</summary>
    private int? Available()
    {
        var unread = buffer.AsSpan(start, end - start);
        var boundary = unread.IndexOf(delimiter);
        return boundary switch
        {
            0 => null,
            > 0 => boundary,
            // The last bytes may be the beginning of a boundary.
            _ => Math.Max(0, unread.Length - delimiter.Length + 1),
        };
    }

    private int Take(Span<byte> destination, int available)
    {
        var count = Math.Min(available, destination.Length);
        buffer.AsSpan(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var count = atEnd ? 0 : await input.ReadAsync(buffer.AsMemory(end), ct);
        atEnd = count == 0;
        if (atEnd)
            throw Malformed("The message ends before its last boundary.");
        end += count;
    }

    private async ValueTask FillToAsync(int count, CancellationToken ct)
    {
        while (end - start < count)
            await FillAsync(ct);
    }

    private async ValueTask<string> ReadLineAsync(int budget, CancellationToken ct)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8);
            if (length > budget || (length < 0 && end - start > budget))
                throw Malformed($"A part has more than {MaxPartHeaderBytes} bytes of headers.");
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(buffer, start, length);
                start += length + 2;
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
        var length = end - start;
        if (length > 2)
            throw Malformed("Something follows the last boundary.");
        buffer.AsSpan(start, length).CopyTo(epilogue);
        while (await input.ReadAsync(epilogue.AsMemory(length), ct) is > 0 and var count)
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
