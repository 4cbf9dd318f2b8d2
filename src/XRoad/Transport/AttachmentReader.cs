using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Transport;

/// <summary>Reads attachments one after another, which are the parts of a multipart.</summary>
/// <param name="scanner">The multipart.</param>
/// <param name="maxBytes">Most bytes of all attachments together.</param>
internal sealed class AttachmentReader(MultipartScanner scanner, long maxBytes) : IDisposable
{
    private readonly List<ReadOnlyMemory<byte>> _digests = [];
    private PartStream? _current;
    private long _taken;
    private bool _finished;

    /// <summary>SHA-512 of the attachments that have been passed, in their order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Digests => _digests;

    /// <summary>The next attachment; null if there are no more. What is unread of the one before it is passed over, and counts for its digest.</summary>
    public async ValueTask<Attachment?> NextAsync(CancellationToken ct)
    {
        if (_finished)
            return null;

        await EndCurrentAsync(ct);
        if (!await scanner.NextAsync(ct))
        {
            _finished = true;
            return null;
        }

        if (_digests.Count == TransportLimits.Attachments)
            throw new MalformedTransportException(FaultCodes.InvalidRequest, $"The message has more than {TransportLimits.Attachments} attachments, the most this server takes.");
        var headers = await scanner.ReadHeadersAsync(ct);
        _current = new PartStream(scanner, maxBytes - _taken, $"The attachments are longer than {maxBytes} bytes, the most this server takes.");
        return new Attachment(headers, _current);
    }

    /// <summary>Passes all that are left.</summary>
    public async ValueTask DrainAsync(CancellationToken ct)
    {
        while (await NextAsync(ct) is not null)
        {
        }
    }

    public void Dispose() => _current?.Dispose();

    private async ValueTask EndCurrentAsync(CancellationToken ct)
    {
        if (_current is null)
            return;
        await _current.DrainAsync(ct);
        _digests.Add(_current.Digest);
        _taken += _current.Count;
        _current.Dispose();
        _current = null;
    }
}
