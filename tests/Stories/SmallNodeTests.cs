using Cabildo.Stories.Tests.Processes;

namespace Cabildo.Stories.Tests;

public sealed class SmallNodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_on_SQLite_that_has_nothing_to_migrate_loads_neither_the_framework_for_that_nor_the_other_engines_library()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has in its memory is read from /proc.");
        await using var country = await TwoNodes.CreateAsync(Ct);
        await using var register = await TestRegister.StartAsync(country.Service);
        country.Provider.More = country.Offer;
        await country.StartAsync(Ct);
        Assert.Contains("Microsoft.EntityFrameworkCore.Relational.dll", country.Consumer.Mapped);

        await country.Consumer.KillAsync();
        await country.Consumer.StartAsync(country.Anchor, Ct);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Road-Client", country.Consumer.Client.ToString());
        Assert.NotEmpty(await http.GetStringAsync(new Uri(country.Consumer.ClientsUrl, country.PathOf("licence/licence/1")), Ct));

        Assert.Contains("Microsoft.Data.Sqlite.dll", country.Consumer.Mapped);
        Assert.DoesNotContain(country.Consumer.Mapped, library => library.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || library == "Npgsql.dll");
    }
}
