using Cabildo.Testing;

namespace Cabildo.House.Tests;

/// <summary>What holds of every file.</summary>
public sealed class FilesTests
{
    private const int MostLines = 400;
    private static readonly string[] Code = [".cs", ".cshtml", ".ts", ".mjs", ".js", ".scss", ".css", ".py", ".sh", ".html"];
    private static readonly string[] Pictures = [".png", ".jpg", ".webp", ".woff2", ".db", ".pfx"];

    // In two halves, or this file would be the first to fail.
    private static readonly string[] Registries = ["npmjs" + ".org", "npmjs" + ".com", "nuget" + ".org", "pypi" + ".org", "yarnpkg" + ".com"];

    [Fact]
    public void No_file_of_code_is_longer_than_four_hundred_lines()
    {
        var tooLong =
            from folder in new[] { "src", "samples", "tests", "web" }
            from file in CheckoutFiles.Under(folder)
            where Code.Contains(Path.GetExtension(file), StringComparer.Ordinal)
            let lines = File.ReadLines(Repository.File(file)).Count()
            where lines > MostLines
            select $"{file} has {lines} lines";

        Assert.Empty(tooLong);
    }

    // A registry is the choice of whoever builds: a mirror must do as well.
    [Fact]
    public void No_file_names_the_host_of_a_package_registry()
    {
        var naming =
            from file in CheckoutFiles.Under()
            where !Pictures.Contains(Path.GetExtension(file), StringComparer.Ordinal)
            let text = File.ReadAllText(Repository.File(file))
            from host in Registries
            where text.Contains(host, StringComparison.OrdinalIgnoreCase)
            select $"{file} names {host}";

        Assert.Empty(naming);
    }
}
