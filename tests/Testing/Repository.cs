namespace Cabildo.Testing;

/// <summary>Files of the checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder by its path from the root.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>A file of the published test vectors, or a skipped test where this machine has none.</summary>
    public static string Vector(string path)
    {
        var folder = Environment.GetEnvironmentVariable("CABILDO_VECTORS") ?? Path.Combine(Root, "..", "shared", "vectors");
        var file = Path.Combine(folder, path);
        Assert.SkipUnless(System.IO.File.Exists(file) || Directory.Exists(file), $"The vectors hold no {path} (set CABILDO_VECTORS).");
        return file;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Cabildo.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside a checkout: no Cabildo.slnx above them.");
    }
}
