using Microsoft.AspNetCore.Http;

namespace Cabildo.Authority;

/// <summary>Reads small bodies whole.</summary>
internal static class BoundedBody
{
    /// <summary>The body; null if it is longer than <paramref name="most"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return null;
        var buffer = new byte[most + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return read <= most ? buffer.AsMemory(0, read) : null;
    }

    /// <summary>Whether the body is said to be of this type, whatever its parameters.</summary>
    public static bool IsOf(HttpRequest request, string mediaType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
