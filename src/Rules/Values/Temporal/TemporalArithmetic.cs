namespace Cabildo.Rules.Values;

/// <summary>Arithmetic with dates, times and durations (DMN 1.5 tables 56 to 61): null where there is none for such operands, or it leaves the calendar.</summary>
internal static class TemporalArithmetic
{
    public static FeelValue Add(FeelValue left, FeelValue right) => throw new NotSupportedException();
    public static FeelValue Subtract(FeelValue left, FeelValue right) => throw new NotSupportedException();
    public static FeelValue Multiply(FeelValue left, FeelValue right) => throw new NotSupportedException();
    public static FeelValue Divide(FeelValue left, FeelValue right) => throw new NotSupportedException();
    public static FeelValue Negate(FeelValue value) => throw new NotSupportedException();
}

/// <summary>Reads dates, times and durations as ISO 8601 and FEEL write them; for <c>@"…"</c> and the functions.</summary>
internal static class TemporalText
{
    /// <summary>Whatever the text is: a date, a time, a date and time, or a duration; null if none of these.</summary>
    public static FeelValue Parse(string text) => throw new NotSupportedException();
}
