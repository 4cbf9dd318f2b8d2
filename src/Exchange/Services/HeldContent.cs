using System.Buffers;
using System.Net;
using Cabildo.Exchange.Relay;

namespace Cabildo.Exchange.Services;

/// <summary>A held body on its way to the service: of known length, and able to be sent once more to another address.</summary>
internal sealed class HeldContent(HeldBody body, Silence silence) : HttpContent
{
    private const int ChunkSize = 32 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            await using var held = body.Open();
            while (await held.ReadAsync(chunk, cancellationToken) is > 0 and var count)
            {
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
        length = body.Length;
        return true;
    }
}
