namespace Cabildo.Rules.Values;

/// <summary>
/// Reads dates, times and durations as ISO 8601, XML Schema and FEEL write them (DMN 1.5 §10.3.2.3.4 to §10.3.2.3.8); for <c>@"…"</c> and the
/// functions. Nothing is guessed: what is not exactly of such a form, or not in the calendar, is none.
/// </summary>
internal static class TemporalText
{
    /// <summary>Whatever the text is: a date, a time, a date and time, or a duration; null if none of these.</summary>
    public static FeelValue Parse(string text) => FeelValue.Of(text switch
    {
        ['P', ..] or ['-', 'P', ..] => DurationText.Duration(text),
        [_, _, ':', ..] => Time(text),
        _ => (IFeelObject?)Date(text) ?? DateTime(text),
    });

    /// <summary>A date, such as <c>2017-03-28</c> or <c>-0044-03-15</c>: the year in 4 digits or more, without needless zeros.</summary>
    public static FeelDate? Date(string text)
    {
        var reader = new TemporalReader(text);
        return Date(ref reader) is { } date && reader.IsAtEnd ? date : null;
    }

    /// <summary>
    /// A time, such as <c>10:00:00</c>, with a fraction of up to 9 digits, and <c>Z</c>, an offset such as <c>+02:00</c> or a zone such as
    /// <c>@Europe/Paris</c> behind it. <c>24:00:00</c> is midnight.
    /// </summary>
    public static FeelTime? Time(string text)
    {
        var reader = new TemporalReader(text);
        return Time(ref reader, out var time, out _) ? time : null;
    }

    /// <summary>A date, <c>T</c> and a time. <c>24:00:00</c> is the next day's midnight.</summary>
    public static FeelDateTime? DateTime(string text)
    {
        var reader = new TemporalReader(text);
        if (Date(ref reader) is not { } date || !reader.Skip('T') || !Time(ref reader, out var time, out var isNextDay))
            return null;
        if (!isNextDay)
            return new FeelDateTime(date, time);
        return FeelDate.OfEpochDay(date.EpochDay + 1) is { } next ? new FeelDateTime(next, time) : null;
    }

    private static FeelDate? Date(ref TemporalReader reader)
    {
        var isNegative = reader.Skip('-');
        var digits = reader.Digits(out var year);
        // More digits than 4 only where the year needs them; and 0 has no sign.
        if (digits is < 4 or > 9 || (digits > 4 && year < Math.Pow(10, digits - 1)) || (isNegative && year == 0))
            return null;
        return reader.Two('-', out var month) && reader.Two('-', out var day) ? FeelDate.Of(isNegative ? -year : year, month, day) : null;
    }

    private static bool Time(ref TemporalReader reader, out FeelTime time, out bool isNextDay)
    {
        (time, isNextDay) = (FeelTime.Midnight, false);
        if (!reader.Two(out var hour) || !reader.Two(':', out var minute) || !reader.Two(':', out var second) || !reader.Fraction(false, out var nanosecond, out _)
            || !Zone(ref reader, out var zone))
            return false;
        isNextDay = hour == 24;
        if (FeelTime.Of(isNextDay ? 0 : hour, minute, second, nanosecond, zone) is not { } read || (isNextDay && read.NanosecondOfDay != 0))
            return false;
        time = read;
        return true;
    }

    private static bool Zone(ref TemporalReader reader, out FeelZone? zone)
    {
        zone = null;
        if (reader.IsAtEnd)
            return true;
        // The examples of the specification write both.
        if (reader.Skip('Z') || reader.Skip('z'))
            zone = FeelZone.Utc;
        else if (reader.Skip('@'))
            zone = FeelZone.OfId(reader.Rest());
        else if (reader.Skip('+'))
            zone = Offset(ref reader, 1);
        else if (reader.Skip('-'))
            zone = Offset(ref reader, -1);
        return zone is not null && reader.IsAtEnd;
    }

    private static FeelZone? Offset(ref TemporalReader reader, int sign)
    {
        if (!reader.Two(out var hours) || !reader.Two(':', out var minutes))
            return null;
        var seconds = 0L;
        if (!reader.IsAtEnd && !reader.Two(':', out seconds))
            return null;
        return minutes < 60 && seconds < 60 ? FeelZone.OfOffset(sign * ((((hours * 60) + minutes) * 60) + seconds)) : null;
    }
}
