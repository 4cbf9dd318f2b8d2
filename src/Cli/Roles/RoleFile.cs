using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using Cabildo.Cli.Settings;

namespace Cabildo.Cli.Roles;

/// <summary>The file with a role's settings, and what its operator reads where something about them is wrong.</summary>
internal static class RoleFile
{
    public const string EnvironmentPrefix = "CABILDO_";

    /// <summary>The option every verb of a role has.</summary>
    public static Option<FileInfo> Option() => new("--config")
    {
        Description = "The role's settings, YAML or JSON.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Runs a verb on <paramref name="file"/>.</summary>
    /// <param name="verb">What the operator typed.</param>
    /// <param name="file">The settings.</param>
    /// <param name="shape">What may be set.</param>
    /// <param name="run">The verb.</param>
    /// <param name="check">Looks at settings of which some could not be read, to tell what else is wrong; null if only the file itself is looked at.</param>
    /// <returns>0, or 1 after a sentence about each thing that its operator can mend.</returns>
    public static async Task<int> RunAsync(string verb, FileInfo file, RoleShape shape, Func<RoleSettings, Task> run, Func<RoleSettings, Task>? check = null)
    {
        RoleSettings? settings = null;
        try
        {
            var problems = new List<SettingProblem>();
            (settings, var isWhole) = SettingsFile.Read(file, shape, problems);
            if (problems.Count == 0)
            {
                await run(settings);
                return 0;
            }

            if (isWhole && check is not null)
            {
                // What was left out of a line is not missed a second time.
                var mistaken = problems.Select(problem => problem.Line).ToHashSet();
                problems.AddRange((await RefusedAsync(settings, shape, check)).Where(other => other.Line is null || !mistaken.Contains(other.Line)));
            }

            await ReportAsync(verb, SettingsFile.Lines(file, problems));
        }
        catch (Exception problem) when (settings is not null && OptionFailures.Of(problem, shape, settings.Origins) is { } failures)
        {
            await ReportAsync(verb, SettingsFile.Lines(file, failures));
        }
        catch (DbException problem)
        {
            await ReportAsync(verb, [$"the database of setting Database cannot be used: {problem.Message}"]);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            await ReportAsync(verb, [problem.Message]);
        }

        return 1;
    }

    private static async Task<List<SettingProblem>> RefusedAsync(RoleSettings settings, RoleShape shape, Func<RoleSettings, Task> check)
    {
        try
        {
            await check(settings);
            return [];
        }
        catch (Exception problem) when (OptionFailures.Of(problem, shape, settings.Origins) is { } failures)
        {
            return [.. failures];
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return [new SettingProblem(null, problem.Message)];
        }
    }

    private static async Task ReportAsync(string verb, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            await Console.Error.WriteLineAsync($"cabildo {verb}: {sentence}");
    }
}
