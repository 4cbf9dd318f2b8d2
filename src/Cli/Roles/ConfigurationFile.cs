using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cabildo.Cli.Roles;

/// <summary>Reads a role's settings from YAML (of which JSON is a part) into the flat keys of the configuration.</summary>
internal static class ConfigurationFile
{
    /// <exception cref="InvalidDataException">There is no such file, or it is not YAML; the message says where.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no file {path}. Give the path of the role's settings with --config.");
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var yaml = new YamlStream();
            using (var text = File.OpenText(path))
                yaml.Load(text);
            if (yaml.Documents.Count > 0)
                Flatten("", Keys(yaml.Documents[0].RootNode), settings);
        }
        catch (YamlException problem)
        {
            throw new InvalidDataException($"{path}, line {problem.Start.Line}: {problem.Message}", problem);
        }
        catch (InvalidOperationException problem)
        {
            // The scanner gives up so, and does not say where.
            throw new InvalidDataException($"{path} is not YAML: a bracket or a quotation mark is left open.", problem);
        }

        return settings;
    }

    private static void Flatten(string key, YamlNode node, Dictionary<string, string?> into)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (name, value) in mapping.Children)
                    Flatten(Join(key, NameOf(name)), value, into);
                break;
            case YamlSequenceNode sequence:
                for (var i = 0; i < sequence.Children.Count; i++)
                    Flatten(Join(key, i.ToString(CultureInfo.InvariantCulture)), sequence.Children[i], into);
                break;
            case YamlScalarNode scalar:
                // Nothing, and YAML's null, leave the default.
                if (scalar.Style != ScalarStyle.Plain || scalar.Value is not (null or "" or "~" or "null"))
                    into[key] = scalar.Value;
                break;
        }
    }

    private static YamlMappingNode Keys(YamlNode root) => root as YamlMappingNode
        ?? throw new YamlException(root.Start, root.End, "Settings are keys with values, such as 'Urls: http://localhost:8081'.");

    private static string NameOf(YamlNode name) => name is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw new YamlException(name.Start, name.End, "A key is a word.");

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";
}
