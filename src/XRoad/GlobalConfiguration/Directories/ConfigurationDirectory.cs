using System.Globalization;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>What a configuration consists of: the content of the signed directory (PR-GCONF 2.4).</summary>
/// <param name="Expires">Until when it may be relied on.</param>
/// <param name="Version">Its version, 2 to 6 today; null if it does not say.</param>
/// <param name="Parts">The files, in their order.</param>
public sealed record ConfigurationDirectory(DateTimeOffset Expires, int? Version, IReadOnlyList<DirectoryPart> Parts)
{
    internal const int MaxParts = 256;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>The instant of an Expire-date: ISO 8601 with its offset from UTC.</summary>
    public static bool TryParseInstant(string? text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    internal static ConfigurationDirectory Parse(ReadOnlyMemory<byte> signed, string boundary)
    {
        var parts = MimeParts.Split(signed, boundary, MaxParts + 1);
        if (parts.Count == 0)
            throw new MalformedConfigurationException("The directory is empty.");
        if (!parts[0].Body.IsEmpty)
            throw new MalformedConfigurationException("The first part of the directory, with its date, has a body.");

        var listed = parts.Skip(1).Select(DirectoryPart.Parse).ToList();
        RefuseDuplicates(listed);
        return new ConfigurationDirectory(ReadExpiry(parts[0]), ReadVersion(parts[0]), listed);
    }

    /// <summary>Two parts of one place, or of one kind and instance, would leave it to the client which to believe.</summary>
    internal static void RefuseDuplicates(IReadOnlyList<DirectoryPart> parts)
    {
        if (parts.DistinctBy(part => part.Location, StringComparer.Ordinal).Count() < parts.Count)
            throw new MalformedConfigurationException("Two parts of the directory have the same Content-location.");
        var named = parts.Where(part => part.Identifier.Length > 0).ToList();
        if (named.DistinctBy(part => (part.Identifier, part.Instance)).Count() < named.Count)
            throw new MalformedConfigurationException("Two parts of the directory have the same Content-identifier.");
    }

    private static DateTimeOffset ReadExpiry(MimePart head) => TryParseInstant(head.Required("expire-date"), out var expires)
        ? expires
        : throw new MalformedConfigurationException("Expire-date is not an instant of ISO 8601 with its offset.");

    private static int? ReadVersion(MimePart head)
    {
        if (!head.Headers.TryGetValue("version", out var text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and < 1000
            ? version
            : throw new MalformedConfigurationException("Version is not a number.");
    }
}
