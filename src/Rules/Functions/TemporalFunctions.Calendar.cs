using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

internal static partial class TemporalFunctions
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static FeelValue MonthsBetween(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime from && arguments[1].Content is FeelDateTime to
            ? FeelValue.Of(MonthsDuration.Of(from.Date.MonthsUntil(to.Date)))
            : Missing(evaluation, "years and months duration");

    private static FeelValue DayOfYear(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? moment.Date.DayOfYear : Missing(evaluation, "day of year");

    private static FeelValue DayOfWeek(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? Weekdays[moment.Date.Weekday - 1] : Missing(evaluation, "day of week");

    private static FeelValue MonthOfYear(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? Months[moment.Date.Month - 1] : Missing(evaluation, "month of year");

    private static FeelValue WeekOfYear(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].Content is FeelDateTime moment ? moment.Date.WeekOfYear : Missing(evaluation, "week of year");

    private static FeelValue Now(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) => FeelValue.Of(FeelDateTime.From(evaluation.Time.GetLocalNow()));

    private static FeelValue Today(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) => FeelValue.Of(FeelDateTime.From(evaluation.Time.GetLocalNow()).Date);

    // Sees what `=` does not: a time's zone, and parts of a second. Values of two kinds are two.
    private static FeelValue Is(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) => arguments[0].Content is IFeelTemporal temporal
        ? temporal.Equals(arguments[1].Content)
        : Comparison.AreEqual(arguments[0], arguments[1]) == true;
}
