using System.Net.Http.Json;
using Cabildo.CivilRegister;
using Cabildo.HealthRegister;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.Testing;
using Cabildo.TransportRegister;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Samples.Tests;

/// <summary>The registers with a few hundred people, each on a database of its own.</summary>
internal static class RegisterHosts
{
    public const string OperatorKey = "a-key-for-tests-only";

    public static readonly IReadOnlyList<DemoPerson> People = DemoPeople.Load(CountryFolder.People);

    // No test looks at it: making its RSA key anew would be the longest part of each.
    private static readonly string KeyRing = Path.Combine(Directory.CreateTempSubdirectory("cabildo-test-").FullName, "keyring.pfx");

    public static async Task<TestHost> TransportAsync(TestDatabase database, int licences = 300)
    {
        var host = await TestHost.StartAsync(TransportRegisterApplication.Build(Settings(database)));
        await host.App.Services.GetRequiredService<TransportRegister.Filling.FillRegister>()
            .RunAsync(People, licences, null, TestContext.Current.CancellationToken);
        return host;
    }

    public static async Task<TestHost> CivilAsync(TestDatabase database)
    {
        var host = await TestHost.StartAsync(CivilRegisterApplication.Build(Settings(database)));
        await host.App.Services.GetRequiredService<CivilRegister.Filling.FillRegister>()
            .RunAsync(People, 300, null, TestContext.Current.CancellationToken);
        return host;
    }

    public static async Task<TestHost> HealthAsync(TestDatabase database, int cards = 300)
    {
        var host = await TestHost.StartAsync(HealthRegisterApplication.Build(Settings(database)));
        await host.App.Services.GetRequiredService<HealthRegister.Filling.FillRegister>()
            .RunAsync(People, cards, null, TestContext.Current.CancellationToken);
        return host;
    }

    public static HttpRequestMessage ByOperator(HttpMethod method, string path, object body, string key = OperatorKey) =>
        new(method, path) { Content = JsonContent.Create(body), Headers = { { "X-Operator-Key", key } } };

    private static Dictionary<string, string?> Settings(TestDatabase database) => new(StringComparer.Ordinal)
    {
        ["Database"] = database.ConnectionString,
        ["KeyRing:Certificate"] = KeyRing,
        ["Register:OperatorKey"] = OperatorKey,
        ["Register:Portraits"] = CountryFolder.Portraits,
        ["Assets:Folder"] = TestAssets.Folder,
    };
}
