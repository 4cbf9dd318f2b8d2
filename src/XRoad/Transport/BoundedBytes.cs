using System.Buffers;

namespace Cabildo.XRoad.Transport;

/// <summary>Reads streams into memory that are short.</summary>
public static class BoundedBytes
{
    private const int FirstSize = 16 * 1024;

    /// <summary>All of a stream, in an array of its length; null if it is longer than the limit.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="limit">Most bytes that are taken.</param>
    /// <param name="ct">Stops it.</param>
    public static async ValueTask<byte[]?> ReadAsync(Stream input, int limit, CancellationToken ct)
    {
        var (gathered, length) = (ArrayPool<byte>.Shared.Rent(FirstSize), 0);
        try
        {
            while (await input.ReadAsync(gathered.AsMemory(length), ct) is > 0 and var count)
            {
                length += count;
                if (length > limit)
                    return null;
                if (length == gathered.Length)
                    Grow(ref gathered);
            }

            return gathered.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(gathered);
        }
    }

    private static void Grow(ref byte[] gathered)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * gathered.Length);
        gathered.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(gathered);
        gathered = larger;
    }
}
