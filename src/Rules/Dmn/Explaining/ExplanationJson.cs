using System.Text.Json;
using Cabildo.Rules.Dmn.Json;
using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>An explanation as JSON, for programs.</summary>
public static class ExplanationJson
{
    /// <summary>
    /// Writes an object: kind, name, file, line, value, data, tables (name, file, line, hitPolicy, aggregation, inputs, hits, misses, default, value),
    /// from (the same again, for what it rests on). Hits have number, line, conditions and outputs; misses
    /// number, line, failed, outputs if they are known, and leadsElsewhere.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", explanation.Kind.ToString());
        Head(writer, explanation.Name, explanation.Source, explanation.Place);
        Value(writer, "value", explanation.Value);
        Values(writer, "data", explanation.Data);
        Array(writer, "tables", explanation.Tables, Write);
        Array(writer, "from", explanation.From, Write);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TableExplanation table)
    {
        writer.WriteStartObject();
        Head(writer, table.Name, table.Source, table.Place);
        writer.WriteString("hitPolicy", table.Policy.ToString());
        writer.WriteString("aggregation", table.Aggregation.ToString());
        Values(writer, "inputs", table.Inputs);
        Array(writer, "hits", table.Hits, (_, hit) =>
        {
            Begin(writer, hit.Number, hit.Place);
            Array(writer, "conditions", hit.Conditions, Write);
            Values(writer, "outputs", hit.Outputs);
            End(writer, hit.Notes);
        });
        Array(writer, "misses", table.Misses, (_, miss) =>
        {
            Begin(writer, miss.Number, miss.Place);
            Array(writer, "failed", miss.Failed, Write);
            if (miss.Outputs is { } outputs)
                Values(writer, "outputs", outputs);
            writer.WriteBoolean("leadsElsewhere", miss.LeadsElsewhere);
            End(writer, miss.Notes);
        });
        if (table.Default is { } fallback)
            Values(writer, "default", fallback);
        Value(writer, "value", table.Value);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        writer.WriteString("input", condition.Input);
        Value(writer, "value", condition.Value);
        writer.WriteString("test", condition.Test);
        writer.WriteNumber("line", condition.Place.Line);
        writer.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter writer, string name, string source, SourcePlace place)
    {
        writer.WriteString("name", name);
        writer.WriteString("file", source);
        writer.WriteNumber("line", place.Line);
    }

    private static void Begin(Utf8JsonWriter writer, int number, SourcePlace place)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", number);
        writer.WriteNumber("line", place.Line);
    }

    private static void End(Utf8JsonWriter writer, RuleNotes notes)
    {
        if (notes.Description is { } description)
            writer.WriteString("description", description);
        if (notes.Remedy is { } remedy)
            writer.WriteString("remedy", remedy);
        Array(writer, "annotations", notes.Annotations, (_, annotation) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", annotation.Key);
            writer.WriteString("text", annotation.Value);
            writer.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter writer, string name, IReadOnlyList<KeyValuePair<string, FeelValue>> values) => Array(writer, name, values, (_, each) =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", each.Key);
        Value(writer, "value", each.Value);
        writer.WriteEndObject();
    });

    private static void Value(Utf8JsonWriter writer, string name, FeelValue value)
    {
        writer.WritePropertyName(name);
        FeelJson.Write(writer, value);
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
