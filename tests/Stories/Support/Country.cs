using Cabildo.Cli.Demo;
using Cabildo.Stories.Tests.Support;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Country))]

// Tests stop roles of the one country they share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cabildo.Stories.Tests.Support;

/// <summary>The demo country of these tests, every role on real Kestrel and a database file of its own.</summary>
public sealed class Country : IAsyncLifetime
{
    private const int Licences = 300;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-stories-");

    internal DemoCountry Demo { get; private set; } = null!;

    internal DemoAddresses At => Demo.Addresses;

    public async ValueTask InitializeAsync()
    {
        Console.SetOut(ConsoleRecord.Shared);
        Demo = await DemoCountry.StartAsync(Setup(_folder.FullName), new SilentProgress(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Demo.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>A small country that logs all it can.</summary>
    internal static DemoSetup Setup(string folder) => new(folder, DemoAddresses.Free(), Licences) { Log = LogLevel.Trace };
}
