using System.Text.RegularExpressions;
using Cabildo.Cli.Roles;
using Cabildo.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cabildo.Cli.Settings;

/// <summary>What the roles' own checks refuse, with the line of the setting that their sentences begin with.</summary>
internal static partial class OptionFailures
{
    /// <summary>The problems that an exception tells of; null if it is not about settings.</summary>
    public static IEnumerable<SettingProblem>? Of(Exception exception, RoleShape shape, SettingOrigins origins) => exception switch
    {
        OptionsValidationException refused => refused.Failures.Select(failure => Of(Plain(failure, shape.SectionOf(refused.OptionsType)), origins)),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            several.InnerExceptions.SelectMany(inner => Of(inner, shape, origins)!),
        // Its words name the setting and the value that does not fit: it comes from the environment, for the file's are looked at before.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [new SettingProblem(null, exception.Message)],
        _ => null,
    };

    private static SettingProblem Of(string failure, SettingOrigins origins)
    {
        var key = Setting().Match(failure).Value.TrimEnd('.', ':');
        while (key.Length > 0)
        {
            if (origins.Environment.TryGetValue(key, out var variable))
                return new SettingProblem(null, failure, variable);
            if (origins.LineOf(key) is { } line)
                return new SettingProblem(line, failure);
            // What is missing belongs where its neighbours are.
            key = key.Contains(':', StringComparison.Ordinal) ? key[..key.LastIndexOf(':')] : "";
        }

        return new SettingProblem(null, failure);
    }

    // The framework's own sentence names a class and a property, of which no operator knows.
    private static string Plain(string failure, string section) => Annotation().Match(failure) is { Success: true } annotation
        ? $"{section}:{annotation.Groups["member"].Value}: {annotation.Groups["what"].Value}"
        : failure;

    [GeneratedRegex(@"^\w+(:[^\s:]+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex("^DataAnnotation validation failed for '[^']*' members: '(?<member>\\w+)' with the error: '(?<what>.*)'\\.$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Annotation();
}
