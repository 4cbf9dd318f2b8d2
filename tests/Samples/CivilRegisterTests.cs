using System.Net;
using System.Text.Json;
using Cabildo.Testing;

namespace Cabildo.Samples.Tests;

public sealed class CivilRegisterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_person_is_answered_with_tax_number_and_children(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var person = JsonDocument.Parse(await client.GetStringAsync("/persons/31456789", Ct));

        Assert.Equal("27314567892", person.RootElement.GetProperty("cuil").GetString());
        Assert.Equal("56120934", Assert.Single(person.RootElement.GetProperty("children").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, person.RootElement.GetProperty("deathDate").ValueKind);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_registered_birth_gets_a_number_and_appears_with_its_parents(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var post = RegisterHosts.ByOperator(HttpMethod.Post, "/births", new
        {
            familyNames = "Quiroga Funes",
            givenNames = "Tomás",
            birthDate = "2026-11-20",
            sex = "M",
            parents = new[] { "31456789", "35870021" },
        });
        using var created = await client.SendAsync(post, Ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        using var child = JsonDocument.Parse(await client.GetStringAsync(created.Headers.Location, Ct));
        Assert.Equal(["31456789", "35870021"], child.RootElement.GetProperty("parents").EnumerateArray().Select(one => one.GetString()));
        using var mother = JsonDocument.Parse(await client.GetStringAsync("/persons/31456789", Ct));
        Assert.Equal(2, mother.RootElement.GetProperty("children").GetArrayLength());
    }

    [Fact]
    public async Task A_death_is_registered_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var first = await client.SendAsync(RegisterHosts.ByOperator(HttpMethod.Put, "/persons/10233418/death", new { date = "2026-11-01" }), Ct);
        using var second = await client.SendAsync(RegisterHosts.ByOperator(HttpMethod.Put, "/persons/10233418/death", new { date = "2026-11-02" }), Ct);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("2026-11-01", await client.GetStringAsync("/persons/10233418", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999", "parent-unknown")]
    [InlineData("no-number", "parent-unknown")]
    public async Task A_birth_needs_parents_that_the_register_knows(string parent, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var post = RegisterHosts.ByOperator(HttpMethod.Post, "/births", new { familyNames = "A", givenNames = "B", birthDate = "2026-11-20", sex = "F", parents = new[] { parent } });
        using var answer = await client.SendAsync(post, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_registrars_register()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var answer = await client.SendAsync(RegisterHosts.ByOperator(HttpMethod.Put, "/persons/10233418/death", new { date = "2026-11-01" }, "not-the-key-at-all"), Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_number_nobody_has_is_not_found()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.CivilAsync(database);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/persons/99999998", Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no-person", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
