using Cabildo.Testing;

namespace Cabildo.House.Tests;

/// <summary>The files that somebody wrote: those of the checkout that no build made.</summary>
internal static class CheckoutFiles
{
    private static readonly string[] Made = [".git", "bin", "obj", "node_modules", "dist", "artifacts", "data", "TestResults", ".vs", ".idea", ".vscode"];

    /// <summary>Paths from the root, with slashes; of the folder, or of the whole checkout.</summary>
    public static IEnumerable<string> Under(string folder = "") => Walk(Repository.File(folder))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    // tests/Credentials/Data is a folder of ours: only the root's data, which .gitignore names, is the demo's.
    private static bool IsMade(string folder) =>
        Made.Contains(Path.GetFileName(folder), StringComparer.Ordinal)
        && (Path.GetFileName(folder) is not ("data" or "artifacts") || Path.GetDirectoryName(folder) == Repository.Root);

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsMade(inner)).SelectMany(Walk));
}
