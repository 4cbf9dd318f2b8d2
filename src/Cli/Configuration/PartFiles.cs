namespace Cabildo.Cli.Configuration;

/// <summary>Finds the parts of a configuration beneath a folder, and nothing outside it.</summary>
internal sealed class PartFiles(string root)
{
    private const int MostLinks = 40;
    private static readonly char[] Separators = ['/', Path.DirectorySeparatorChar];

    /// <summary>The file at a Content-location; null if there is none, or if it lies on another host.</summary>
    /// <exception cref="InvalidDataException">The location leads out of the folder.</exception>
    public string? Find(string location)
    {
        if (location.Contains("://", StringComparison.Ordinal))
            return null;
        var steps = location.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(steps, step => step is "." or ".." || step.AsSpan().ContainsAny('\\', ':')))
            throw LeadsOut(location);
        var file = Path.Combine([root, .. steps]);
        if (!File.Exists(file))
            return null;
        return RealPath(file).StartsWith(RealPath(root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? file : throw LeadsOut(location);
    }

    // The path with every link on it followed.
    private static string RealPath(string path, int links = 0)
    {
        if (links > MostLinks)
            throw new InvalidDataException($"{path} has too many links.");
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        foreach (var step in Path.GetFullPath(path)[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, step);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName, links + 1) : next;
        }

        return real;
    }

    private static InvalidDataException LeadsOut(string location) => new($"The Content-location {location} leads out of the folder of the parts.");
}
