using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>Makes dates, times and durations (DMN 1.5 §10.3.4), and says what is known of them.</summary>
internal static partial class TemporalFunctions
{
    private static readonly Parameter FromText = new("from", FeelType.Text);
    private static readonly Parameter FromMoment = new("from", FeelType.DateTime);
    private static readonly Parameter FromTime = new("from", FeelType.Time);
    private static readonly Parameter Date = new("date", FeelType.DateTime);

    /// <summary>The functions. A parameter for a date and time takes a date as well, as everywhere in FEEL.</summary>
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("date",
            new Overload([FromText], DateOfText, FeelType.Date),
            new Overload([FromMoment], DateOfMoment, FeelType.Date),
            new Overload([new("year", FeelType.Number), new("month", FeelType.Number), new("day", FeelType.Number)], DateOfParts, FeelType.Date)),
        new("time",
            new Overload([FromText], TimeOfText, FeelType.Time),
            new Overload([FromTime], TimeOfTime, FeelType.Time),
            new Overload([FromMoment], TimeOfMoment, FeelType.Time),
            new Overload(
                [new("hour", FeelType.Number), new("minute", FeelType.Number), new("second", FeelType.Number), new("offset", FeelType.DaysDuration, IsOptional: true)],
                TimeOfParts,
                FeelType.Time)),
        new("date and time",
            new Overload([FromText], MomentOfText, FeelType.DateTime),
            new Overload([Date, new("time", FeelType.Time)], MomentOfParts, FeelType.DateTime)),
        new("duration", new Overload([FromText], DurationOfText, FeelType.Any)),
        new("years and months duration", new Overload([FromMoment, new("to", FeelType.DateTime)], MonthsBetween, FeelType.MonthsDuration)),
        new("day of year", new Overload([Date], DayOfYear, FeelType.Number)),
        new("day of week", new Overload([Date], DayOfWeek, FeelType.Text)),
        new("month of year", new Overload([Date], MonthOfYear, FeelType.Text)),
        new("week of year", new Overload([Date], WeekOfYear, FeelType.Number)),
        new("now", new Overload([], Now, FeelType.DateTime)),
        new("today", new Overload([], Today, FeelType.Date)),
        new("is", new Overload([new("value1", FeelType.Any, IsOptional: true), new("value2", FeelType.Any, IsOptional: true)], Is, FeelType.Boolean)),
    ];

    private static FeelValue Missing(Evaluation evaluation, string function) =>
        evaluation.Null("null-argument", $"`{function}` needs a value where it was given none (null).");

    // A text that someone typed can be of any length: the message shows how it begins.
    private static string Quote(string text) => text.Length <= 60 ? $"\"{text}\"" : $"\"{text[..60]}…\"";
}
