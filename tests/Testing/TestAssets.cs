namespace Cabildo.Testing;

/// <summary>Web assets for tests that do not look at them: the built ones where there are any, otherwise names alone.</summary>
public static class TestAssets
{
    /// <summary>The folder for the setting <c>Assets:Folder</c>.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var built = Repository.File("web/dist");
        if (File.Exists(Path.Combine(built, "manifest.json")))
            return built;
        var folder = Directory.CreateTempSubdirectory("cabildo-assets-").FullName;
        File.WriteAllText(Path.Combine(folder, "manifest.json"), """{"design.css":"assets/design.css","favicon.svg":"assets/favicon.svg","passkey.js":"assets/passkey.js"}""");
        return folder;
    }
}
