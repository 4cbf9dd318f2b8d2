using System.Globalization;
using Cabildo.Cli.Roles;
using Cabildo.Platform.Hosting;

namespace Cabildo.Cli.Settings;

/// <summary>A role's settings: flat keys, and where each comes from.</summary>
/// <param name="Values">The keys.</param>
/// <param name="Origins">Where they come from.</param>
internal sealed record RoleSettings(Dictionary<string, string?> Values, SettingOrigins Origins);

/// <summary>Reads a role's settings from a file, with those of the environment over them.</summary>
internal static class SettingsFile
{
    /// <summary>What can be read.</summary>
    /// <param name="file">YAML, or JSON.</param>
    /// <param name="shape">What may be set.</param>
    /// <param name="problems">Takes everything that is wrong with the file.</param>
    /// <returns>The settings, and whether that is all of the file.</returns>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public static (RoleSettings Settings, bool IsWhole) Read(FileInfo file, RoleShape shape, List<SettingProblem> problems)
    {
        if (!file.Exists)
            throw new InvalidDataException($"There is no file {file.FullName}. Give the path of the role's settings with --config.");
        var (keys, isWhole) = SettingsReading.Read(File.ReadAllText(file.FullName), problems);
        var read = new SettingsCheck(shape.Keys, problems).Read(keys);
        var values = read.ToDictionary(setting => setting.Key, setting => setting.Value.Value, StringComparer.OrdinalIgnoreCase);
        var lines = read.ToDictionary(setting => setting.Key, setting => setting.Value.Line, StringComparer.OrdinalIgnoreCase);
        var environment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (variable, key, value) in Environment())
        {
            values[key] = value;
            environment[key] = variable;
        }

        return (new RoleSettings(values, new SettingOrigins(file.Name, lines, environment)), isWhole);
    }

    /// <summary>What to print of problems, a line each: those of the file in its order.</summary>
    public static IEnumerable<string> Lines(FileInfo file, IEnumerable<SettingProblem> problems) => problems
        .OrderBy(problem => problem.Line ?? int.MaxValue)
        .Select(problem => string.Create(CultureInfo.InvariantCulture, $"{problem.Origin ?? (problem.Line is { } line ? $"{file.Name}, line {line}" : file.Name)}: {problem.Text}"))
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<(string Variable, string Key, string? Value)> Environment() =>
        from variable in System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        let name = (string)variable.Key
        where name.StartsWith(RoleFile.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
        select (name, name[RoleFile.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value);
}
