using System.Buffers;
using System.Net;
using Cabildo.Exchange.Relay;

namespace Cabildo.Exchange.Services;

/// <summary>A body that goes on to the service as it comes from the other server.</summary>
internal sealed class StreamedContent(Stream body, Silence silence) : HttpContent
{
    private const int ChunkSize = 32 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var count)
            {
                silence.Break();
                await stream.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
                silence.Break();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
