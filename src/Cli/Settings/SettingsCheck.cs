using System.ComponentModel;
using System.Globalization;

namespace Cabildo.Cli.Settings;

/// <summary>Compares a settings file with what may be set: keys that nobody reads, and values that are not of the kind they must be.</summary>
/// <param name="shape">What may be set.</param>
/// <param name="problems">Takes a sentence for each mistake.</param>
internal sealed class SettingsCheck(SettingShape.Section shape, List<SettingProblem> problems)
{
    /// <summary>The flat keys of the configuration, with the line of each; those of mistakes are left out.</summary>
    public Dictionary<string, (string? Value, int Line)> Read(SettingMap keys)
    {
        var settings = new Dictionary<string, (string? Value, int Line)>(StringComparer.OrdinalIgnoreCase);
        Section("", keys, shape, settings);
        return settings;
    }

    private void Value(string path, int line, SettingNode node, SettingShape may, Dictionary<string, (string? Value, int Line)> into)
    {
        // Nothing leaves the default.
        if (node is SettingScalar { Value: null })
            return;
        switch (may, node)
        {
            case (SettingShape.Section section, SettingMap map):
                Section(path, map, section, into);
                break;
            case (SettingShape.Dictionary dictionary, SettingMap map):
                foreach (var (key, at, value) in map.Entries)
                    Value($"{path}:{key}", at, value, dictionary.Value, into);
                break;
            case (SettingShape.List list, SettingList items):
                for (var i = 0; i < items.Items.Count; i++)
                    Value(string.Create(CultureInfo.InvariantCulture, $"{path}:{i}"), items.Items[i].Line, items.Items[i], list.Item, into);
                break;
            case (SettingShape.Scalar scalar, SettingScalar text):
                Text(path, line, text.Value!, scalar.Type, into);
                break;
            default:
                problems.Add(new SettingProblem(line, $"{path} is {Kind(node)}, and must be {Kind(may)}."));
                break;
        }
    }

    private void Section(string path, SettingMap map, SettingShape.Section section, Dictionary<string, (string? Value, int Line)> into)
    {
        foreach (var (key, line, value) in map.Entries)
        {
            var name = path.Length == 0 ? key : $"{path}:{key}";
            if (section.Keys.TryGetValue(key, out var may))
                Value(name, line, value, may, into);
            else
                problems.Add(new SettingProblem(line, $"{name} is not a setting. {Advice(path, key, section)}"));
        }
    }

    private string Advice(string path, string key, SettingShape.Section section)
    {
        if (Spelling.Nearest(key, section.Keys.Keys) is { } near)
            return $"Did you mean {(path.Length == 0 ? near : $"{path}:{near}")}?";
        return Elsewhere("", key, shape) is { } place ? $"Did you mean {place}? Mind the indentation." : $"Remove it: here may stand {string.Join(", ", section.Keys.Keys)}.";
    }

    private static string? Elsewhere(string path, string key, SettingShape.Section section)
    {
        foreach (var (name, may) in section.Keys)
        {
            var place = path.Length == 0 ? name : $"{path}:{name}";
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return place;
            if (may is SettingShape.Section inner && Elsewhere(place, key, inner) is { } found)
                return found;
        }

        return null;
    }

    private void Text(string path, int line, string text, Type type, Dictionary<string, (string? Value, int Line)> into)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            into[path] = (text, line);
        }
        // Converters throw what they like, one inside another.
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            problems.Add(new SettingProblem(line, $"{path} is '{text}', and must be {Kind(type, text)}."));
        }
    }

    private static string Kind(SettingNode node) => node switch
    {
        SettingMap => "keys with values",
        SettingList => "a list",
        _ => "one value",
    };

    private static string Kind(SettingShape may) => may switch
    {
        SettingShape.Scalar scalar => "one value: " + Kind(scalar.Type, ""),
        SettingShape.List => "a list: [one, two], or a line with '- ' for each",
        SettingShape.Section section => "keys with values: " + string.Join(", ", section.Keys.Keys),
        _ => "keys with values",
    };

    private static string Kind(Type type, string text) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}{(Spelling.Nearest(text, Enum.GetNames(type)) is { } near ? $" (did you mean {near}?)" : "")}",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a duration: hh:mm:ss, or d.hh:mm:ss",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(Uri) => "an address",
        _ when type == typeof(string) => "a text",
        _ => "a whole number",
    };
}
