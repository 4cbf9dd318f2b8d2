using Microsoft.Extensions.Logging;

namespace Cabildo.Cli.Demo;

/// <summary>What a demo country is started with.</summary>
/// <param name="Folder">The data folder; it is made if it does not exist.</param>
/// <param name="Addresses">Where to listen.</param>
/// <param name="Licences">How many licences a new register gets.</param>
internal sealed record DemoSetup(string Folder, DemoAddresses Addresses, int Licences)
{
    /// <summary>The connection string of a role's database, by the role's name; a SQLite file in <see cref="Folder"/> if not set.</summary>
    public Func<string, string>? Database { get; init; }

    /// <summary>How much the roles log; warnings if not set.</summary>
    public LogLevel Log { get; init; } = LogLevel.Warning;

    /// <summary>How many people a new civil register gets: everyone of whom the licences could be.</summary>
    public int Population => Math.Min(RepublicaDelPlata.People.Population.Count, Licences * 6 / 5);

    /// <summary>How many vaccination cards a new health register gets: everyone of the stories has one.</summary>
    public int Cards => Math.Max(100, Licences / 20);

    /// <summary>The connection string for <paramref name="role"/>.</summary>
    public string DatabaseOf(string role) => Database?.Invoke(role) ?? $"Data Source={Path.Combine(Folder, role + ".db")}";
}
