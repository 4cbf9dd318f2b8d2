using Cabildo.Cli.Checks;
using Cabildo.Cli.Demo;
using Cabildo.Stories.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Stories.Tests;

public sealed class LicenceStoryTests
{
    private static readonly string[] Roles = ["transport", "civil", "health", "identity", "documents", "portal", "authority", "exchange-digital-1", "exchange-transport-1", "exchange-interior-1", "exchange-health-1"];

    [Theory, ClassData(typeof(Engines))]
    public async Task A_licence_goes_from_the_register_to_the_roadside_whatever_the_roles_keep_their_data_in(DatabaseEngine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var databases = new Dictionary<string, TestDatabase>(StringComparer.Ordinal);
        foreach (var role in Roles)
            databases[role] = await TestDatabase.CreateAsync(engine);
        var folder = Directory.CreateTempSubdirectory("cabildo-story-");
        var setup = Country.Setup(folder.FullName) with { Database = role => databases[role].ConnectionString };
        var played = new List<string>();

        await using (var country = await DemoCountry.StartAsync(setup, new SilentProgress(), ct))
        {
            using var story = new LicenceStory(country, TimeProvider.System);
            foreach (var (what, step) in story.Steps)
            {
                await step(ct);
                played.Add(what);
            }
        }

        Assert.Equal("the person signs out", played[^1]);
        foreach (var database in databases.Values)
            await database.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
