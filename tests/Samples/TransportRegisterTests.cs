using System.Net;
using System.Text.Json;
using Cabildo.Testing;

namespace Cabildo.Samples.Tests;

public sealed class TransportRegisterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_licence_is_read_by_DNI(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var licence = JsonDocument.Parse(await client.GetStringAsync("/licences/31456789", Ct));

        Assert.Equal("Ana Beatriz", licence.RootElement.GetProperty("givenNames").GetString());
        Assert.Equal("valid", licence.RootElement.GetProperty("status").GetString());
        Assert.Equal("B1", licence.RootElement.GetProperty("classes")[0].GetProperty("code").GetString());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_suspension_is_answered_at_once_and_goes_to_the_feed(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var change = RegisterHosts.ByOperator(HttpMethod.Put, "/licences/31456789/status", new { status = "suspended", reason = "court-order" });
        using var changed = await client.SendAsync(change, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var licence = JsonDocument.Parse(await client.GetStringAsync("/licences/31456789", Ct));
        Assert.Equal("suspended", licence.RootElement.GetProperty("status").GetString());
        Assert.Equal(2, licence.RootElement.GetProperty("version").GetInt32());

        using var feed = JsonDocument.Parse(await client.GetStringAsync("/changes?after=0", Ct));
        var line = Assert.Single(feed.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal("31456789", line.GetProperty("number").GetString());
        var next = feed.RootElement.GetProperty("next").GetInt64();
        using var rest = JsonDocument.Parse(await client.GetStringAsync($"/changes?after={next}", Ct));
        Assert.Equal(0, rest.RootElement.GetProperty("changes").GetArrayLength());
        Assert.Equal(next, rest.RootElement.GetProperty("next").GetInt64());
    }

    [Fact]
    public async Task Only_the_registers_clerks_change_a_licence()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var change = RegisterHosts.ByOperator(HttpMethod.Put, "/licences/31456789/status", new { status = "suspended", reason = "x" }, "not-the-key");
        using var answer = await client.SendAsync(change, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("operator-key-wrong", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lost", "x", "unknown-status")]
    [InlineData("suspended", null, "reason-missing")]
    public async Task An_impossible_change_is_refused_with_what_to_do(string status, string? reason, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var change = RegisterHosts.ByOperator(HttpMethod.Put, "/licences/31456789/status", new { status, reason });
        using var answer = await client.SendAsync(change, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_without_licence_is_not_found()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/licences/17422908", Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("no-licence", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_licence_is_not_sent_again()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var ask = new HttpRequestMessage(HttpMethod.Get, "/licences/31456789") { Headers = { { "If-None-Match", "\"1\"" } } };
        using var answer = await client.SendAsync(ask, Ct);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Portraits_are_small_enough_for_a_card_and_for_a_code()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var card = await client.GetAsync("/licences/31456789/portrait", Ct);
        using var small = await client.GetAsync("/licences/31456789/portrait-small", Ct);

        Assert.Equal("image/jpeg", card.Content.Headers.ContentType?.MediaType);
        Assert.InRange((await card.Content.ReadAsByteArrayAsync(Ct)).Length, 1_000, 20_000);
        Assert.Equal("image/webp", small.Content.Headers.ContentType?.MediaType);
        Assert.InRange((await small.Content.ReadAsByteArrayAsync(Ct)).Length, 100, 500);
    }

    [Fact]
    public async Task The_interface_is_described_by_an_OpenAPI_document()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/transport.json", Ct));

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.Superset(new HashSet<string>(["/licences/{number}", "/changes", "/licences/{number}/status"], StringComparer.Ordinal), paths.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("es", "Registro de licencias de conducir")]
    [InlineData("en", "Driving licence register")]
    public async Task The_clerks_desk_speaks_both_languages(string language, string title)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.TransportAsync(database);
        using var client = host.CreateClient();

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/?lang={language}&number=31456789", Ct));

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains("Ana Beatriz Quiroga Ledesma", page, StringComparison.Ordinal);
    }
}
