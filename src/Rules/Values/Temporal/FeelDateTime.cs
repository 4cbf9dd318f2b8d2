namespace Cabildo.Rules.Values;

/// <summary>
/// A date with a time, local or of a zone (DMN 1.5 §10.3.2.3.6). One of a zone is a moment; a local one is none, and has no order beside one
/// of a zone. FEEL compares whole seconds, as with <see cref="FeelTime"/>.
/// </summary>
public sealed record FeelDateTime : IFeelTemporal
{
    // Kept, because clocks that are put back show an hour twice, and because it takes long to find.
    private readonly int _offset;

    /// <param name="date">The date.</param>
    /// <param name="time">The time, with the zone.</param>
    public FeelDateTime(FeelDate date, FeelTime time)
    {
        (Date, Time) = (date, time);
        _offset = time.Zone?.OffsetAtLocal(LocalSeconds) ?? 0;
    }

    private FeelDateTime(FeelDate date, FeelTime time, int offset) => (Date, Time, _offset) = (date, time, offset);

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.DateTime;

    /// <summary>The date.</summary>
    public FeelDate Date { get; }

    /// <summary>The time, with the zone.</summary>
    public FeelTime Time { get; }

    /// <summary>Whether it has no zone.</summary>
    public bool IsLocal => Time.Zone is null;

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z; of a local one as if it were UTC.</summary>
    public long EpochSecond => LocalSeconds - _offset;

    private long LocalSeconds => (Date.EpochDay * FeelTime.SecondsOfDay) + Time.SecondOfDay;

    /// <summary>A moment of the framework's type, with its offset.</summary>
    public static FeelDateTime From(DateTimeOffset moment) => new(
        FeelDate.Of(moment.Year, moment.Month, moment.Day)!,
        FeelTime.OfNanosecond(moment.TimeOfDay.Ticks * 100, FeelZone.OfOffset((long)moment.Offset.TotalSeconds))!);

    /// <summary>So many months later, at the same time of day there; in a shorter month on its last day. Null outside the calendar.</summary>
    public FeelDateTime? Plus(MonthsDuration duration) => Date.PlusMonths(duration.Months) is { } date ? new FeelDateTime(date, Time) : null;

    /// <summary>So much later, in the same zone. Null outside the calendar.</summary>
    public FeelDateTime? Plus(DaysDuration duration)
    {
        var (second, nanosecond) = FloorDivision.Divide(Time.Nanosecond + duration.Nanoseconds, FeelTime.NanosecondsOfSecond);
        second += EpochSecond;
        return Int128.Abs(second) < long.MaxValue / 2 ? At((long)second, nanosecond) : null;
    }

    /// <summary>How long it is since an earlier one; null if one is local and the other not.</summary>
    public DaysDuration? Minus(FeelDateTime earlier) => IsLocal != earlier.IsLocal
        ? null
        : DaysDuration.Of(((EpochSecond - earlier.EpochSecond) * (Int128)FeelTime.NanosecondsOfSecond) + Time.Nanosecond - earlier.Time.Nanosecond);

    /// <inheritdoc />
    public int? Order(IFeelTemporal other) => other is FeelDateTime moment && IsLocal == moment.IsLocal ? EpochSecond.CompareTo(moment.EpochSecond) : null;

    /// <inheritdoc />
    /// <remarks>A local one is never equal to one of a zone.</remarks>
    public bool? IsSame(IFeelTemporal other) => other is FeelDateTime ? Order(other) == 0 : null;

    /// <inheritdoc />
    public bool TryGetProperty(string name, out FeelValue value)
    {
        if (name != "time offset")
            return Date.TryGetProperty(name, out value) || Time.TryGetProperty(name, out value);
        value = IsLocal ? FeelValue.Null : FeelValue.Of(DaysDuration.OfSeconds(_offset));
        return true;
    }

    /// <summary>Such as <c>2017-01-01T10:00:00+02:00</c>.</summary>
    public override string ToString() => $"{Date}T{Time}";

    private FeelDateTime? At(long second, long nanosecond)
    {
        var offset = Time.Zone?.OffsetAt(second) ?? 0;
        var local = second + offset;
        var time = FeelTime.OfNanosecond((FloorDivision.Rest(local, FeelTime.SecondsOfDay) * FeelTime.NanosecondsOfSecond) + nanosecond, Time.Zone)!;
        return FeelDate.OfEpochDay(FloorDivision.Quotient(local, FeelTime.SecondsOfDay)) is { } date ? new FeelDateTime(date, time, offset) : null;
    }
}
