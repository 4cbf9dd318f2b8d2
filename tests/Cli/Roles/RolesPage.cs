using System.Text.RegularExpressions;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Roles;

/// <summary>docs/operate/roles.md: what operators read.</summary>
internal static partial class RolesPage
{
    public static string Text { get; } = File.ReadAllText(Repository.File("docs/operate/roles.md"));

    /// <summary>The example file of a role, as it stands on the page.</summary>
    public static string Example(string role) =>
        Examples().Matches(Text).Single(example => example.Groups["name"].Value == role + ".yaml").Groups["text"].Value;

    [GeneratedRegex("```yaml\n(?<text># (?<name>[a-z]+\\.yaml)\n.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Examples();
}
