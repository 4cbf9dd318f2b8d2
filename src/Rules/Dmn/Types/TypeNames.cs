using Cabildo.Rules.Types;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>The types that every model knows, by the names DMN has had for them.</summary>
internal static class TypeNames
{
    /// <summary>The type; null if the name is of none.</summary>
    public static FeelType? Find(string name) => WithoutPrefix(name) switch
    {
        "Any" or "any" => FeelType.Any,
        "Null" => FeelType.Null,
        "boolean" => FeelType.Boolean,
        "number" or "integer" or "decimal" or "double" or "long" => FeelType.Number,
        "string" => FeelType.Text,
        "date" => FeelType.Date,
        "time" => FeelType.Time,
        "date and time" or "dateTime" => FeelType.DateTime,
        "days and time duration" or "dayTimeDuration" => FeelType.DaysDuration,
        "years and months duration" or "yearMonthDuration" => FeelType.MonthsDuration,
        "context" => FeelType.Context,
        "list" => FeelType.ListOf(FeelType.Any),
        "range" => FeelType.RangeOf(FeelType.Any),
        "function" => FeelType.Function,
        _ => null,
    };

    private static string WithoutPrefix(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && (name[..colon] is "feel" or "xsd" or "xs") ? name[(colon + 1)..] : name;
    }
}
