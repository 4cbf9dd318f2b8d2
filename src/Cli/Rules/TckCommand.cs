using System.CommandLine;
using Cabildo.Cli.Help;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Tck;

namespace Cabildo.Cli.Rules;

/// <summary><c>cabildo rules tck</c>: the DMN Technology Compatibility Kit, or any folder in its layout.</summary>
internal static class TckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder: of levels, each with folders of tests, each with a model and files of cases (*-test-*.xml)." };
        var json = RulesCommand.Json();
        var command = new Command("tck", "Runs the cases of the DMN compatibility kit. Exit 0 if all pass, 1 if not, 2 if the folder cannot be read.") { folder, json };
        command.SetAction(arguments => RulesCommand.Run("tck", output =>
        {
            var levels = Run(arguments.GetRequiredValue(folder));
            output.Write(arguments.GetValue(json) ? Json(levels) : Plain(levels));
            return levels.All(level => level.Count(TckVerdict.Failed) == 0) ? 0 : 1;
        }));
        return command;
    }

    private static List<Level> Run(DirectoryInfo folder)
    {
        if (!folder.Exists)
            throw new InvalidDataException($"There is no folder {folder.FullName}.");
        var suite = new TckSuite(TimeProvider.System);
        List<Level> levels = [.. folder.EnumerateFiles("*-test-*.xml", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .GroupBy(file => file.Directory!.Parent?.Name ?? "", StringComparer.Ordinal)
            .Select(level => new Level(level.Key, [.. level.SelectMany(file => Run(suite, file))]))];
        return levels.Count > 0 ? levels : throw new InvalidDataException($"There are no cases (*-test-*.xml) in {folder.FullName}.");
    }

    private static IReadOnlyList<TckOutcome> Run(TckSuite suite, FileInfo file) =>
        suite.Run(Path.GetFileNameWithoutExtension(file.Name), RulesFile.Bytes(file.FullName), name => Open(file.Directory!, name), RulesFile.Beside(file.Directory!));

    private static DmnSource? Open(DirectoryInfo folder, string? name)
    {
        var path = Path.Combine(folder.FullName, Path.GetFileName(name ?? ""));
        return File.Exists(path) ? new DmnSource(Path.GetFileName(path), RulesFile.Bytes(path)) : null;
    }

    private static string Plain(List<Level> levels)
    {
        var text = new System.Text.StringBuilder();
        foreach (var outcome in levels.SelectMany(level => level.Outcomes).Where(outcome => outcome.Verdict != TckVerdict.Passed))
            text.AppendLine(Shown.Text($"{(outcome.Verdict == TckVerdict.Failed ? "failed " : "skipped")} {outcome.Test} {outcome.Id} {outcome.Result}: {outcome.Why}"));
        foreach (var level in levels)
            text.AppendLine($"{Shown.Text(level.Name)}: {level.Count(TckVerdict.Passed)} passed, {level.Count(TckVerdict.Failed)} failed, {level.Count(TckVerdict.Skipped)} skipped");
        return text.ToString();
    }

    private static string Json(List<Level> levels) => Shown.Json(new
    {
        levels = levels.Select(level => new
        {
            name = level.Name,
            passed = level.Count(TckVerdict.Passed),
            failed = level.Count(TckVerdict.Failed),
            skipped = level.Count(TckVerdict.Skipped),
        }),
        notPassed = levels.SelectMany(level => level.Outcomes.Where(outcome => outcome.Verdict != TckVerdict.Passed).Select(outcome => new
        {
            level = level.Name,
            test = outcome.Test,
            id = outcome.Id,
            result = outcome.Result,
            verdict = outcome.Verdict == TckVerdict.Failed ? "failed" : "skipped",
            reason = outcome.Why,
        })),
    });

    private sealed record Level(string Name, IReadOnlyList<TckOutcome> Outcomes)
    {
        public int Count(TckVerdict verdict) => Outcomes.Count(outcome => outcome.Verdict == verdict);
    }
}
