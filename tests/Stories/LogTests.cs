using System.Net.Http.Json;
using Cabildo.Cli.Checks;
using Cabildo.Cli.Demo;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.Stories.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Cabildo.Stories.Tests;

public sealed class LogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_role_logs_numbers_names_passwords_or_tokens_whatever_goes_wrong()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-log-");
        var start = ConsoleRecord.Shared.Length;
        List<string> secrets = [];
        await using (var country = await DemoCountry.StartAsync(Country.Setup(folder.FullName), new SilentProgress(), Ct))
        {
            secrets.AddRange(country.People.SelectMany(Personal));
            secrets.AddRange([country.Secrets.Password, country.Secrets.OperatorKey, "wrong-guess-8841", "eyJhbGciOi", "CBD1:", "Bearer ", "ticket=", "state=", "code=", "national_id"]);
            using var story = new LicenceStory(country, TimeProvider.System);
            foreach (var (_, step) in story.Steps)
                await step(Ct);
            await MisbehaveAsync(country, folder.FullName);
        }

        var log = ConsoleRecord.Shared.From(start);
        // It is the log of all this: each of these came from another role.
        Assert.Contains("Sent ", log, StringComparison.Ordinal);
        Assert.Contains("Answered ", log, StringComparison.Ordinal);
        Assert.Contains("The transport register failed with status", log, StringComparison.Ordinal);
        Assert.Contains("The documents service cannot be reached", log, StringComparison.Ordinal);
        Assert.Contains("The issuer does not answer", log, StringComparison.Ordinal);
        Assert.Contains("A sign-in did not complete", log, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Personal(DemoPerson person) =>
        [person.Dni, person.ToPerson().Cuil, person.FamilyNames, person.GivenNames, person.Address];

    private static async Task MisbehaveAsync(DemoCountry country, string folder)
    {
        var at = country.Addresses;
        using var citizen = new Citizen();
        await citizen.TrySignInAsync(country, "31456789", "wrong-guess-8841");
        await citizen.SignInAsync(country, "31456789");
        await citizen.OpenAsync(new Uri(at.Portal, "/signin-oidc?code=eyJhbGciOi&state=31456789"), Ct);
        await citizen.OpenAsync(new Uri(at.Portal, "/no/such/31456789?name=Quiroga%20Ledesma"), Ct);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
        using var unsigned = await http.GetAsync(new Uri(at.Documents, "/api/licence"), Ct);
        using var large = await http.PutAsJsonAsync(new Uri(at.TransportRegister, "/licences/31456789/status"), new { status = new string('x', 300_000) }, Ct);
        using var broken = await http.PutAsync(new Uri(at.TransportRegister, "/licences/31456789/status"), new StringContent("{\"status\":31456789"), Ct);

        // A register whose table is gone fails with every question.
        await using (var outage = await Outage.OfAsync(country, at.TransportRegister))
        {
            var database = $"Data Source={Path.Combine(folder, "broken.db")}";
            await outage.ReplaceAsync(("Database", database));
            await using (var connection = new SqliteConnection(database))
            {
                await connection.OpenAsync(Ct);
                await using var drop = new SqliteCommand("DROP TABLE transport_licences", connection);
                await drop.ExecuteNonQueryAsync(Ct);
            }

            await citizen.LicenceAsync(country);
        }

        foreach (var down in new[] { at.TransportRegister, at.Transport.Clients, at.Digital.Clients, at.Documents, at.Identity })
        {
            await using var outage = await Outage.OfAsync(country, down);
            await citizen.LicenceAsync(country);
            using var newcomer = new Citizen();
            await newcomer.PageAsync(country, "/documents");
        }
    }
}
