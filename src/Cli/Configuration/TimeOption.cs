using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cabildo.XRoad.GlobalConfiguration.Directories;

namespace Cabildo.Cli.Configuration;

/// <summary>The option <c>--at TIME</c>.</summary>
internal static class TimeOption
{
    /// <summary>An option that takes a day or an instant.</summary>
    public static Option<DateTimeOffset?> At(string description) =>
        new("--at") { Description = $"{description} Such as 2026-05-04 or 2026-05-04T12:00:00Z.", HelpName = "TIME", CustomParser = Parse };

    private static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (ConfigurationDirectory.TryParseInstant(text, out var instant))
            return instant;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            return day;
        argument.AddError($"--at: '{text}' is not a time such as 2026-05-04 or 2026-05-04T12:00:00Z.");
        return null;
    }
}
