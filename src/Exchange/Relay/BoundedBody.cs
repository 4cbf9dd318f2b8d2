using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Relay;

/// <summary>A body of which no more than a limit is read.</summary>
internal sealed class BoundedBody(Stream inner, long limit) : ReadOnlyStream
{
    private long _read;

    /// <exception cref="BadHttpRequestException">The body is longer; the status is 413.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _read += count;
        return _read <= limit ? count : throw TooLong(limit);
    }

    public static BadHttpRequestException TooLong(long limit) =>
        new($"The body is longer than {limit} bytes, the most this server takes.", StatusCodes.Status413PayloadTooLarge);
}
