using System.Xml.Linq;
using Cabildo.Testing;

namespace Cabildo.House.Tests;

/// <summary>Libraries ← Platform ← modules ← hosts: who may know whom, read from the project files.</summary>
public sealed class ArrowsTests
{
    private static readonly string[] Libraries = ["Trust", "XRoad", "Credentials", "Rules"];
    private static readonly string[] Modules = ["Authority", "Exchange", "Identity", "Documents"];
    private static readonly string[] Samples = ["RepublicaDelPlata", "TransportRegister", "CivilRegister", "HealthRegister"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Trust"] = [],
        ["XRoad"] = ["Trust"],
        ["Rules"] = ["Trust"],
        ["Credentials"] = ["Trust"],
        ["Platform"] = Libraries,
        ["Authority"] = [.. Libraries, "Platform"],
        ["Exchange"] = [.. Libraries, "Platform"],
        ["Identity"] = [.. Libraries, "Platform"],
        ["Documents"] = [.. Libraries, "Platform"],
        // The portal speaks to every module over the wire: it could be another vendor's, and so could they.
        ["Portal"] = [.. Libraries, "Platform"],
        ["RepublicaDelPlata"] = ["Platform"],
        ["TransportRegister"] = ["Platform", "RepublicaDelPlata"],
        ["CivilRegister"] = ["Platform", "RepublicaDelPlata"],
        ["HealthRegister"] = ["Platform", "RepublicaDelPlata"],
        ["Bench"] = [.. Libraries, "Platform", .. Modules, "Cli"],
        ["Cli"] = [.. Libraries, "Platform", .. Modules, "Portal", .. Samples],
    };

    /// <summary>What a library has no business with: the network, a database, a container.</summary>
    private static readonly string[] NotInLibraries =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection", "Microsoft.AspNetCore.Builder", "HttpClient", "Npgsql", "Microsoft.Data.Sqlite",
    ];

    public static TheoryData<string> Rooms => [.. Projects().Select(project => project.Name)];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_it_may(string room)
    {
        Assert.True(Allowed.TryGetValue(room, out var may), $"{room} is not in the plan of the house: add it to this test and to docs/architecture.md.");

        var knows = Projects().Single(project => project.Name == room).References;

        Assert.Empty(knows.Except(may, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_room_of_the_plan_exists() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Projects().Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = XDocument.Load(Repository.File("Cabildo.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        var files = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("web/", StringComparison.Ordinal));

        Assert.Equal(files.Order(StringComparer.Ordinal), solution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Libraries_have_no_network_no_database_and_no_container()
    {
        var faults =
            from library in Libraries
            from file in Directory.EnumerateFiles(Repository.File($"src/{library}"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            from word in NotInLibraries
            where text.Contains(word, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses {word}";

        Assert.Empty(faults);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> References)> Projects() =>
        from folder in new[] { "src", "samples", "bench" }
        from file in Directory.EnumerateFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories)
        select (
            Path.GetFileNameWithoutExtension(file),
            (IReadOnlyList<string>)[.. XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))]);
}
