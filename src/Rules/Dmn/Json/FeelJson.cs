using System.Text.Json;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Json;

/// <summary>
/// Values of FEEL as JSON. Numbers keep all their digits; dates, times and durations are strings as ISO 8601 writes them; a null is null.
/// What is read is taken as its declared type says: only so a string is a date.
/// </summary>
public static class FeelJson
{
    private const int MostDepth = 60;

    /// <summary>Reads the inputs of a model: an object with a member for each.</summary>
    /// <param name="json">The text.</param>
    /// <param name="typeOf">The type of an input by its name; null if it is not known.</param>
    /// <param name="problem">What is wrong with it; null if nothing is.</param>
    /// <returns>The inputs; null if something is wrong.</returns>
    public static FeelContext? ReadInputs(ReadOnlyMemory<byte> json, Func<string, FeelType?> typeOf, out string? problem)
    {
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("The inputs are an object: {\"name\": value}.");
            return new FeelContext([.. document.RootElement.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, Read(each.Value, typeOf(each.Name) ?? FeelType.Any, each.Name)))]);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            problem = wrong.Message;
            return null;
        }
    }

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value) => Write(writer, value, MostDepth);

    private static FeelValue Read(JsonElement json, FeelType type, string path) => json.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => FeelNumber.TryParse(json.GetRawText(), out var number) ? number : throw new FormatException($"`{path}` is too large a number."),
        JsonValueKind.String => Text(json.GetString()!, type is ListType list ? list.Element : type, path),
        JsonValueKind.Array => FeelValue.Of(new FeelList([.. json.EnumerateArray().Select((item, i) => Read(item, type is ListType list ? list.Element : type, $"{path}[{i + 1}]"))])),
        JsonValueKind.Object => FeelValue.Of(new FeelContext([.. json.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, Read(each.Value, FieldOf(type, each.Name), $"{path}.{each.Name}")))])),
        _ => FeelValue.Null,
    };

    private static FeelType FieldOf(FeelType type, string name) => (type as ContextType ?? (type as ListType)?.Element as ContextType)?.Find(name) ?? FeelType.Any;

    private static FeelValue Text(string text, FeelType type, string path)
    {
        if (type != FeelType.Date && type != FeelType.Time && type != FeelType.DateTime && type != FeelType.DaysDuration && type != FeelType.MonthsDuration)
            return text;
        var parsed = TemporalText.Parse(text);
        return !parsed.IsNull && type.TryCoerce(parsed, out var value) ? value : throw new FormatException($"`{path}` is \"{text}\", which is no {type.Name}. Write it as {Example(type)}.");
    }

    private static string Example(FeelType type) =>
        type == FeelType.Date ? "2026-05-04"
        : type == FeelType.Time ? "12:30:00"
        : type == FeelType.DateTime ? "2026-05-04T12:30:00"
        : type == FeelType.DaysDuration ? "P3DT2H"
        : "P1Y6M";

    private static void Write(Utf8JsonWriter writer, FeelValue value, int depth)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                writer.WriteNullValue();
                break;
            case FeelKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FeelKind.Number:
                writer.WriteRawValue(value.Number.ToString(), skipInputValidation: true);
                break;
            case FeelKind.List when depth > 0:
                writer.WriteStartArray();
                foreach (var item in value.List!)
                    Write(writer, item, depth - 1);
                writer.WriteEndArray();
                break;
            case FeelKind.Context when depth > 0:
                writer.WriteStartObject();
                foreach (var (name, entry) in value.Context!.Entries)
                {
                    writer.WritePropertyName(name);
                    Write(writer, entry, depth - 1);
                }

                writer.WriteEndObject();
                break;
            case FeelKind.List or FeelKind.Context:
                writer.WriteStringValue("…");
                break;
            case FeelKind.Function:
                writer.WriteStringValue($"function {value.Function!.Name}");
                break;
            default:
                writer.WriteStringValue(FeelText.Of(value));
                break;
        }
    }
}
