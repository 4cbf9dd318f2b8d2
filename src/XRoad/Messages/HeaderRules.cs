using System.Buffers;
using System.Collections.Frozen;

namespace Cabildo.XRoad.Messages;

/// <summary>Which headers go into a message part, and what a header may look like.</summary>
internal static class HeaderRules
{
    // PR-REST 4.3 "Filtered headers" and "Specially handled headers", as X-Road's servers apply them.
    private static readonly FrozenSet<string> Dropped = Names(
        "transfer-encoding", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade",
        "connection", "user-agent", "host", "content-length", "server", "expect");

    private static readonly FrozenSet<string> DroppedFromRequests = Names([.. Dropped, HeaderNames.RequestId, HeaderNames.RequestHash]);

    private static readonly FrozenSet<string> DroppedFromResponses = Names(
        [.. Dropped, HeaderNames.Id, HeaderNames.RequestHash, HeaderNames.Client, HeaderNames.RequestId]);

    // RFC 9110 §5.6.2.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static IEnumerable<HeaderField> OfRequest(IEnumerable<HeaderField> headers) =>
        headers.Where(header => !DroppedFromRequests.Contains(header.Name));

    public static IEnumerable<HeaderField> OfResponse(IEnumerable<HeaderField> headers) =>
        headers.Where(header => !DroppedFromResponses.Contains(header.Name));

    /// <summary>Whether the header belongs to one hop, so that no message part may hold it.</summary>
    public static bool BelongsToOneHop(string name) => Dropped.Contains(name);

    public static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && name.IndexOfAnyExcept(Token) < 0;

    // RFC 9110 §5.5: no CR, LF or NUL, which would let a value become a header of its own.
    public static bool IsValue(ReadOnlySpan<char> value) => value.IndexOfAny('\r', '\n', '\0') < 0;

    /// <summary>The single value of a header; false if it occurs more than once (PR-REST 4.3 forbids it to clients).</summary>
    public static bool TryGetSingle(IReadOnlyList<HeaderField> headers, string name, out string? value)
    {
        value = null;
        foreach (var header in headers)
        {
            if (!header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (value is not null)
                return false;
            value = header.Value;
        }

        return true;
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
