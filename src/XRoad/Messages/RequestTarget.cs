using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages;

/// <summary>The second line of a request part: <c>/r1/</c>, the service, what follows it, and the query (PR-REST 4.1).</summary>
/// <param name="Text">The whole, as it was sent.</param>
/// <param name="Service">The service asked for.</param>
/// <param name="ServicePath">What follows the service, from its slash on, as it was sent; may be empty.</param>
/// <param name="Query">What follows the question mark, as it was sent; null if there is none.</param>
public sealed record RequestTarget(string Text, ServiceId Service, string ServicePath, string? Query)
{
    /// <summary>The longest target that is taken, in characters.</summary>
    public const int MaxLength = 8 * 1024;

    private const string Version = "/r1/";
    private const string PathCharacters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%";

    // RFC 3986 §3.3. Anything else could be read as another path by the service behind.
    private static readonly SearchValues<char> InPath = SearchValues.Create(PathCharacters);

    // RFC 3986 §3.4, and the brackets that browsers leave as they are.
    private static readonly SearchValues<char> InQuery = SearchValues.Create(PathCharacters + "?[]");

    /// <summary><see cref="ServicePath"/> as access rights see it: percent-decoded, but for encoded slashes.</summary>
    public string DecodedServicePath { get; } = Decode(ServicePath);

    /// <summary>Reads a target; false, with the reason, if it does not follow the protocol or could leave its service.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RequestTarget? target, [NotNullWhen(false)] out string? reason)
    {
        target = null;
        reason = null;
        if (text.Length > MaxLength)
            reason = $"The path is longer than {MaxLength} characters: send long data in the body.";
        else if (!text.StartsWith(Version, StringComparison.Ordinal))
            reason = "The path begins with /r1/ and the service's identifier.";
        else
            target = Split(text, out reason);
        return target is not null;
    }

    private static RequestTarget? Split(string text, out string? reason)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text : text[..question];
        var query = question < 0 ? null : text[(question + 1)..];
        var serviceEnd = EndOfService(path);
        reason = null;
        if (path.AsSpan().IndexOfAnyExcept(InPath) >= 0 || !IsPercentEncoded(path))
            reason = "The path has a character that must be percent-encoded.";
        else if (query is not null && (query.AsSpan().IndexOfAnyExcept(InQuery) >= 0 || !IsPercentEncoded(query)))
            reason = "The query has a character that must be percent-encoded.";
        else if (!ServiceId.TryParse(path[Version.Length..serviceEnd], out var service))
            reason = "A service is instance/class/member/subsystem/service, each part percent-encoded.";
        else if (HasDotSegment(path[serviceEnd..]))
            reason = "The path after the service may not hold '.' or '..' segments.";
        else
            return new RequestTarget(text, service, path[serviceEnd..], query);
        return null;
    }

    private static int EndOfService(string path)
    {
        var end = Version.Length - 1;
        for (var part = 0; part < 5 && end >= 0; part++)
            end = path.IndexOf('/', end + 1);
        return end < 0 ? path.Length : end;
    }

    private static bool IsPercentEncoded(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
        }

        return true;
    }

    // Servers differ in when they decode: an encoded dot, slash or backslash must not become a way up either.
    private static bool HasDotSegment(string path) =>
        Uri.UnescapeDataString(path).Split('/', '\\').Any(segment => segment is "." or "..");

    // An encoded slash is encoded once more first, and so is still encoded afterwards.
    private static string Decode(string path) =>
        Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
}
