using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Relay;

/// <summary>
/// A body on its way out under this organisation's signature. Its beginning is seen before anything of the message leaves, because
/// some bodies must not be signed (see <see cref="AttachmentRules"/>); a copy is held if the log is to have one.
/// </summary>
internal sealed class OutgoingBody : ReadOnlyStream
{
    private readonly Stream _body;
    private readonly BodyCopy? _copy;
    private readonly byte[] _beginning;
    private int _seen;
    private long _length;

    private OutgoingBody(Stream body, BodyCopy? copy, byte[] beginning) => (_body, _copy, _beginning) = (body, copy, beginning);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _beginning.Length == 0;

    /// <summary>How much of it has been read, in bytes: at its end, its length.</summary>
    public override long Length => _length;

    /// <summary>Why it must not be signed; null if it may be.</summary>
    public string? Refusal => AttachmentRules.Refusal(_beginning);

    /// <summary>Reads a body's beginning.</summary>
    /// <param name="body">The body.</param>
    /// <param name="copy">Takes what is read; null if nobody wants it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<OutgoingBody> OpenAsync(Stream body, BodyCopy? copy, CancellationToken ct)
    {
        var beginning = new byte[AttachmentRules.BeginningBytes];
        var length = await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, ct);
        return new OutgoingBody(body, copy, length == beginning.Length ? beginning : beginning[..length]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        if (_seen < _beginning.Length)
        {
            count = Math.Min(buffer.Length, _beginning.Length - _seen);
            _beginning.AsMemory(_seen, count).CopyTo(buffer);
            _seen += count;
        }
        else
        {
            count = _beginning.Length < AttachmentRules.BeginningBytes ? 0 : await _body.ReadAsync(buffer, cancellationToken);
        }

        _length += count;
        if (count > 0 && _length <= _copy?.Most)
            await _copy.Body.AppendAsync(buffer[..count], cancellationToken);
        return count;
    }
}

/// <summary>Where a body on its way out is copied to for the log.</summary>
/// <param name="Body">Holds the copy.</param>
/// <param name="Most">How much of it the log keeps, in bytes: of a longer body it keeps nothing, and the copy ends there.</param>
internal sealed record BodyCopy(HeldBody Body, long Most);
