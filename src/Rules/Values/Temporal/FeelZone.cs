using System.Globalization;

namespace Cabildo.Rules.Values;

/// <summary>What a time is told in: an offset from UTC, or a zone of the IANA database whose offset changes over the year and the years.</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    /// <summary>The largest offset to either side, in seconds: 14 hours (XML Schema part 2 §3.3.7, DMN 1.5 table 65).</summary>
    public const int MostOffset = 14 * 3_600;

    // The calendar, and with it what is known of zones, repeats every 400 years.
    private const long Cycle = 146_097L * 86_400;
    private const long Year400 = -49_544_438_400;
    private const long Year8000 = 190_288_396_800;
    private const long Year9600 = Year8000 + (4 * Cycle);
    private const int MostIdLength = 64;
    private readonly TimeZoneInfo? _zone;
    private readonly int _offset;

    private FeelZone(int offset) => _offset = offset;

    private FeelZone(string id, TimeZoneInfo zone) => (Id, _zone, _offset) = (id, zone, (int)zone.BaseUtcOffset.TotalSeconds);

    /// <summary>UTC, as <c>Z</c> writes it.</summary>
    public static FeelZone Utc { get; } = new(0);

    /// <summary>The IANA name, such as <c>Europe/Paris</c>; null of a mere offset.</summary>
    public string? Id { get; }

    /// <summary>
    /// Seconds ahead of UTC. Of an IANA zone those of its standard time, today: what a time of day without a date is measured by, so that it
    /// does not change with the season in which the rules run.
    /// </summary>
    public int StandardOffset => _offset;

    /// <summary>So many seconds ahead of UTC; null if it is more than 14 hours.</summary>
    public static FeelZone? OfOffset(long seconds) => seconds == 0 ? Utc : Math.Abs(seconds) <= MostOffset ? new FeelZone((int)seconds) : null;

    /// <summary>A zone by its IANA name; null if there is none.</summary>
    public static FeelZone? OfId(string id) =>
        // The framework finds names in other letters if it has met them before: not so that rules depend on what ran earlier.
        IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.Id == id ? new FeelZone(id, zone) : null;

    /// <summary>
    /// Seconds ahead of UTC when clocks there show a time. Where they show it twice it is the first; where they skip it, the offset from before.
    /// </summary>
    /// <param name="localSeconds">What clocks show, in seconds since 1970-01-01T00:00:00.</param>
    public int OffsetAtLocal(long localSeconds)
    {
        if (_zone is null)
            return _offset;
        var local = Known(localSeconds, DateTimeKind.Unspecified);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return (int)offset.TotalSeconds;
    }

    /// <summary>Seconds ahead of UTC at a moment.</summary>
    /// <param name="seconds">The moment, in seconds since 1970-01-01T00:00:00Z.</param>
    public int OffsetAt(long seconds) => _zone is null ? _offset : (int)_zone.GetUtcOffset(Known(seconds, DateTimeKind.Utc)).TotalSeconds;

    /// <summary>As it stands behind a time: <c>Z</c>, <c>+02:00</c>, <c>@Europe/Paris</c>.</summary>
    public override string ToString()
    {
        if (Id is not null)
            return "@" + Id;
        if (_offset == 0)
            return "Z";
        var size = TimeSpan.FromSeconds(Math.Abs(_offset));
        return (_offset < 0 ? "-" : "+") + size.ToString(size.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it is the same offset, or the zone of the same name; zones of other names are others, even if their clocks show the same.</summary>
    public bool Equals(FeelZone? other) => other is not null && Id == other.Id && _offset == other._offset;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, _offset);

    // The name may become the name of a file further down: nothing that leads elsewhere, and none of the small letters with which the
    // machine's own zone is called.
    private static bool IsName(string id) =>
        id.Length is > 0 and <= MostIdLength && char.IsAsciiLetterUpper(id[0]) && id[^1] != '/' && !id.Contains("//", StringComparison.Ordinal)
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+');

    private static DateTime Known(long seconds, DateTimeKind kind)
    {
        if (seconds < Year400)
            seconds = Year400 + FloorDivision.Rest(seconds - Year400, Cycle);
        else if (seconds >= Year9600)
            seconds = Year8000 + FloorDivision.Rest(seconds - Year8000, Cycle);
        return DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(seconds), kind);
    }
}
