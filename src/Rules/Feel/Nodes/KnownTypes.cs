using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>The types that need no declaration.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, FeelType> Known = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = FeelType.Null,
        ["null"] = FeelType.Null,
        ["boolean"] = FeelType.Boolean,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.Text,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["dateTime"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysDuration,
        ["dayTimeDuration"] = FeelType.DaysDuration,
        ["years and months duration"] = FeelType.MonthsDuration,
        ["yearMonthDuration"] = FeelType.MonthsDuration,
        ["list"] = FeelType.ListOf(FeelType.Any),
        ["context"] = FeelType.Context,
        ["function"] = FeelType.Function,
        ["range"] = FeelType.RangeOf(FeelType.Any),
    };

    public static IEnumerable<string> All => Known.Keys;

    public static FeelType? Find(string name) => Known.GetValueOrDefault(name);
}

/// <summary>The types of values.</summary>
internal static class TypeOfValue
{
    public static FeelType Of(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => FeelType.Null,
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Number => FeelType.Number,
        FeelKind.Text => FeelType.Text,
        FeelKind.Date => FeelType.Date,
        FeelKind.Time => FeelType.Time,
        FeelKind.DateTime => FeelType.DateTime,
        FeelKind.DaysDuration => FeelType.DaysDuration,
        FeelKind.MonthsDuration => FeelType.MonthsDuration,
        FeelKind.List => FeelType.ListOf(FeelType.Any),
        FeelKind.Context => FeelType.Context,
        FeelKind.Range => FeelType.RangeOf(FeelType.Any),
        _ => FeelType.Function,
    };
}

/// <summary>Kinds of values in words.</summary>
internal static class Kinds
{
    public static string A(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "Null",
        FeelKind.Text => "A text",
        FeelKind.DateTime => "A date and time",
        FeelKind.DaysDuration => "A duration of days and time",
        FeelKind.MonthsDuration => "A duration of years and months",
        var kind => $"A {kind.ToString().ToLowerInvariant()}",
    };
}

/// <summary>What a path comes to.</summary>
internal static class PathTypes
{
    private static readonly string[] DateParts = ["year", "month", "day", "weekday"];
    private static readonly string[] TimeParts = ["hour", "minute", "second", "time offset", "timezone"];

    /// <param name="owner">What the path goes from.</param>
    /// <param name="name">The name after the point.</param>
    /// <param name="complain">Told if there is certainly none of that name; null if nobody wants to be.</param>
    /// <param name="words">Says what the owner is called in the source.</param>
    public static FeelType Of(FeelType owner, string name, Action<string>? complain, Func<string> words)
    {
        if (owner is ListType list)
            return FeelType.ListOf(Of(list.Element, name, complain, words));
        var (names, type) = owner switch
        {
            ContextType { Fields.Count: > 0 } context => context.Find(name) is { } field ? (null, field) : (context.Fields.Select(field => field.Key).ToArray(), FeelType.Any),
            SimpleType { Kind: FeelKind.Date } => (DateParts, FeelType.Number),
            SimpleType { Kind: FeelKind.Time } => (TimeParts, TimePart(name)),
            SimpleType { Kind: FeelKind.DateTime } => ([.. DateParts, .. TimeParts], TimePart(name)),
            SimpleType { Kind: FeelKind.DaysDuration } => (["days", "hours", "minutes", "seconds"], FeelType.Number),
            SimpleType { Kind: FeelKind.MonthsDuration } => (["years", "months"], FeelType.Number),
            RangeType range => (["start", "end", "start included", "end included"], name is "start" or "end" ? range.Element : FeelType.Boolean),
            SimpleType { Kind: FeelKind.Number or FeelKind.Boolean or FeelKind.Text } => ([], FeelType.Any),
            _ => ((string[]?)null, FeelType.Any),
        };
        if (names is not null && !names.Contains(name, StringComparer.Ordinal))
            complain?.Invoke(names.Length == 0 ? $"`{words()}` is a {owner.Name} and has no fields." : $"`{words()}.{name}` is not a field of {words()}.{Suggestion.For(name, names)}");
        return type;
    }

    private static FeelType TimePart(string name) => name switch
    {
        "time offset" => FeelType.DaysDuration,
        "timezone" => FeelType.Text,
        _ => FeelType.Number,
    };
}
