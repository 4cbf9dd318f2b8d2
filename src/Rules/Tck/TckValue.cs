using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tck;

/// <summary>A value of a test case (testCases.xsd, <c>valueType</c>).</summary>
internal static class TckValue
{
    /// <summary>Reads one.</summary>
    /// <param name="holder">The element with <c>value</c>, <c>list</c> or <c>component</c> in it.</param>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static FeelValue Read(Element holder)
    {
        if (holder.Child("list") is { } list)
            return IsNil(list) ? FeelValue.Null : FeelValue.Of(new FeelList([.. list.All("item").Select(Read)]));
        if (holder.Child("component") is not null)
        {
            return FeelValue.Of(new FeelContext([.. holder.All("component")
                .Select(component => KeyValuePair.Create(component.Attribute("name") ?? "", Read(component)))
                .DistinctBy(entry => entry.Key)]));
        }

        return holder.Child("value") is not { } value || IsNil(value) || IsNil(holder) ? FeelValue.Null : Simple(value.Text, value.Attribute("xsi:type"));
    }

    private static FeelValue Simple(string text, string? type)
    {
        var name = type is null ? "" : type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..];
        FeelValue? value = name switch
        {
            "string" or "" => text,
            "boolean" => text.Trim() switch { "true" or "1" => FeelValue.True, "false" or "0" => FeelValue.False, _ => default(FeelValue?) },
            "decimal" or "double" or "float" or "integer" or "int" or "long" => FeelNumber.TryParse(text.Trim(), out var number) ? (FeelValue)number : default(FeelValue?),
            "date" => Temporal(text, FeelKind.Date),
            "time" => Temporal(text, FeelKind.Time),
            "dateTime" => Temporal(text, FeelKind.DateTime) ?? Temporal(text, FeelKind.Date),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Temporal(text, FeelKind.DaysDuration) ?? Temporal(text, FeelKind.MonthsDuration),
            _ => default(FeelValue?),
        };
        return value ?? throw new FormatException($"`{text}` is no value of the type `{type}`.");
    }

    private static FeelValue? Temporal(string text, FeelKind kind) => TemporalText.Parse(text.Trim()) is var value && value.Kind == kind ? value : default(FeelValue?);

    private static bool IsNil(Element element) => element.Attribute("xsi:nil") is "true" or "1";
}
