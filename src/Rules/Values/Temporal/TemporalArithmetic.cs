namespace Cabildo.Rules.Values;

/// <summary>Arithmetic with dates, times and durations (DMN 1.5 tables 56 to 61): null where there is none for such operands, or it leaves the calendar.</summary>
internal static class TemporalArithmetic
{
    /// <summary>
    /// A date, time or date and time and a duration, in either order, or two durations of one kind. A date that is given hours counts from its
    /// midnight, and whole days are kept. A time goes round the clock.
    /// </summary>
    public static FeelValue Add(FeelValue left, FeelValue right) => FeelValue.Of((left.Content, right.Content) switch
    {
        (DaysDuration one, DaysDuration other) => DaysDuration.Of(one.Nanoseconds + other.Nanoseconds),
        (MonthsDuration one, MonthsDuration other) => MonthsDuration.Of((Int128)one.Months + other.Months),
        (DaysDuration duration, var when) => Plus(when, duration),
        (var when, DaysDuration duration) => Plus(when, duration),
        (MonthsDuration duration, var when) => Plus(when, duration),
        (var when, MonthsDuration duration) => Plus(when, duration),
        _ => null,
    });

    /// <summary>
    /// The duration between two dates, times or dates with times, of which a date counts as its midnight UTC; a duration less from any of them or
    /// from a duration. Null between a local time and one of a zone.
    /// </summary>
    public static FeelValue Subtract(FeelValue left, FeelValue right) => (left.Content, right.Content) switch
    {
        (_, DaysDuration or MonthsDuration) => Add(left, Negate(right)),
        (FeelTime time, FeelTime earlier) => FeelValue.Of(time.Minus(earlier)),
        (FeelDate or FeelDateTime, FeelDate or FeelDateTime) => FeelValue.Of(Moment(left).Minus(Moment(right))),
        _ => FeelValue.Null,
    };

    /// <summary>A duration so many times, rounded as <see cref="DurationScale"/> says.</summary>
    public static FeelValue Multiply(FeelValue left, FeelValue right) => (left.Content, right.Content) switch
    {
        (IFeelTemporal duration, _) when right.IsNumber => FeelValue.Of(DurationScale.Times(duration, right.Number)),
        (_, IFeelTemporal duration) when left.IsNumber => FeelValue.Of(DurationScale.Times(duration, left.Number)),
        _ => FeelValue.Null,
    };

    /// <summary>A part of a duration, rounded as <see cref="DurationScale"/> says; or how often one duration goes into another of its kind.</summary>
    public static FeelValue Divide(FeelValue left, FeelValue right) => (left.Content, right.Content) switch
    {
        (DaysDuration one, DaysDuration other) => DurationScale.Ratio(one.Nanoseconds, other.Nanoseconds),
        (MonthsDuration one, MonthsDuration other) => DurationScale.Ratio(one.Months, other.Months),
        (IFeelTemporal duration, _) when right.IsNumber => FeelValue.Of(DurationScale.Part(duration, right.Number)),
        _ => FeelValue.Null,
    };

    /// <summary>A duration to the other side.</summary>
    public static FeelValue Negate(FeelValue value) => FeelValue.Of(value.Content switch
    {
        DaysDuration duration => duration.Negate(),
        MonthsDuration duration => duration.Negate(),
        _ => (IFeelObject?)null,
    });

    private static IFeelTemporal? Plus(IFeelObject? when, DaysDuration duration) => when switch
    {
        FeelDate date => date.Plus(duration),
        FeelTime time => time.Plus(duration),
        FeelDateTime moment => moment.Plus(duration),
        _ => null,
    };

    private static IFeelTemporal? Plus(IFeelObject? when, MonthsDuration duration) => when switch
    {
        FeelDate date => date.PlusMonths(duration.Months),
        FeelDateTime moment => moment.Plus(duration),
        _ => null,
    };

    private static FeelDateTime Moment(FeelValue value) => value.Content as FeelDateTime ?? ((FeelDate)value.Content!).AtMidnightUtc();
}
