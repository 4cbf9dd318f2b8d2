using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

internal static partial class TemporalFunctions
{
    private static FeelValue DateOfText(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Text is not { } text)
            return Missing(evaluation, "date");
        return TemporalText.Date(text) is { } date
            ? FeelValue.Of(date)
            : evaluation.Null("not-a-date", $"{Quote(text)} is not a date: write year-month-day, such as 2017-03-28, of a day that there is.");
    }

    private static FeelValue DateOfMoment(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? FeelValue.Of(moment.Date) : Missing(evaluation, "date");

    private static FeelValue DateOfParts(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (HasNull(arguments))
            return Missing(evaluation, "date");
        var (year, month, day) = (arguments[0].Number, arguments[1].Number, arguments[2].Number);
        return year.TryToInt64(out var wholeYear) && month.TryToInt64(out var wholeMonth) && day.TryToInt64(out var wholeDay) && FeelDate.Of(wholeYear, wholeMonth, wholeDay) is { } date
            ? FeelValue.Of(date)
            : evaluation.Null("not-a-date", $"There is no day {day} of month {month} of the year {year}.");
    }

    private static FeelValue TimeOfText(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Text is not { } text)
            return Missing(evaluation, "time");
        return TemporalText.Time(text) is { } time
            ? FeelValue.Of(time)
            : evaluation.Null("not-a-time", $"{Quote(text)} is not a time: write hour:minute:second, such as 09:30:00, and if need be an offset (09:30:00+02:00) or a time zone (09:30:00@Europe/Paris).");
    }

    private static FeelValue TimeOfTime(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].IsNull ? Missing(evaluation, "time") : arguments[0];

    private static FeelValue TimeOfMoment(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? FeelValue.Of(moment.Time) : Missing(evaluation, "time");

    private static FeelValue TimeOfParts(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (HasNull(arguments[..3]))
            return Missing(evaluation, "time");
        FeelZone? zone = null;
        if (arguments[3].Content is DaysDuration offset && (zone = ZoneOf(offset)) is null)
            return evaluation.Null("not-an-offset", $"{offset} is not an offset of a time: it is a whole number of seconds, of 14 hours at most.");
        var (hour, minute, second) = (arguments[0].Number, arguments[1].Number, arguments[2].Number);
        return hour.TryToInt64(out var wholeHour) && minute.TryToInt64(out var wholeMinute) && NanosecondsOf(second) is { } nanoseconds
            && FeelTime.Of(wholeHour, wholeMinute, nanoseconds / FeelTime.NanosecondsOfSecond, nanoseconds % FeelTime.NanosecondsOfSecond, zone) is { } time
            ? FeelValue.Of(time)
            : evaluation.Null("not-a-time", $"There is no time of {hour} hours, {minute} minutes and {second} seconds: hours are 0 to 23, minutes 0 to 59, seconds from 0 to less than 60.");
    }

    private static FeelValue MomentOfText(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Text is not { } text)
            return Missing(evaluation, "date and time");
        var moment = TemporalText.Date(text) is { } date ? new FeelDateTime(date, FeelTime.Midnight) : TemporalText.DateTime(text);
        return moment is not null
            ? FeelValue.Of(moment)
            : evaluation.Null("not-a-date-and-time", $"{Quote(text)} is not a date and time: write year-month-day, the letter T and hour:minute:second, such as 2017-03-28T09:30:00, and if need be an offset (+02:00) or a time zone (@Europe/Paris).");
    }

    private static FeelValue MomentOfParts(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment && arguments[1].Content is FeelTime time
            ? FeelValue.Of(new FeelDateTime(moment.Date, time))
            : Missing(evaluation, "date and time");

    private static FeelValue DurationOfText(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (arguments[0].Text is not { } text)
            return Missing(evaluation, "duration");
        return DurationText.Duration(text) is { } duration
            ? FeelValue.Of(duration)
            : evaluation.Null("not-a-duration", $"{Quote(text)} is not a duration: write P1Y6M for 1 year and 6 months, P3D for 3 days, or P1DT2H30M for 1 day, 2 hours and 30 minutes. Years and months do not go together with days.");
    }

    private static bool HasNull(ReadOnlySpan<FeelValue> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.IsNull)
                return true;
        }

        return false;
    }

    private static FeelZone? ZoneOf(DaysDuration offset)
    {
        var (seconds, rest) = Int128.DivRem(offset.Nanoseconds, FeelTime.NanosecondsOfSecond);
        return rest == 0 && Int128.Abs(seconds) <= FeelZone.MostOffset ? FeelZone.OfOffset((long)seconds) : null;
    }

    // What is finer than a nanosecond, as of 1/3, is cut off: rounded up it could be a second that clocks do not show.
    private static long? NanosecondsOf(FeelNumber second)
    {
        if (second.Sign < 0 || second >= 60)
            return null;
        return DurationScale.Cut(second, FeelTime.NanosecondsOfSecond);
    }
}
