using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Cli.Checks;
using Cabildo.Stories.Tests.Support;

namespace Cabildo.Stories.Tests;

/// <summary>Requests that no page asks for: each is answered in words to people and as a problem to programs.</summary>
public sealed class RequestTests(Country country) : IDisposable
{
    private const int TooLong = 300 * 1024;
    private readonly HttpClient _people = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", "es" } } };
    private readonly HttpClient _programs = new() { DefaultRequestHeaders = { { "Accept", "application/json" } } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("es", "Esta página no existe", "Revisa la dirección o vuelve al inicio.")]
    [InlineData("en", "Page not found", "Check the address, or go to the home page.")]
    public async Task An_unknown_page_says_so_at_every_role_with_pages(string language, string what, string @do)
    {
        using var citizen = new Citizen(language);
        foreach (var role in new[] { country.At.Portal, country.At.Identity, country.At.TransportRegister })
        {
            var page = await citizen.OpenAsync(new Uri(role, "/no/such/page"), Ct);

            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Contains(what, page.Text, StringComparison.Ordinal);
            Assert.Contains(@do, page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_that_asks_for_nothing_that_exists_gets_a_status_and_no_page()
    {
        foreach (var role in new[] { country.At.Portal, country.At.Identity, country.At.Documents, country.At.CivilRegister })
        {
            using var answer = await _programs.GetAsync(new Uri(role, "/no/such/thing"), Ct);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(Ct), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("/sign-out", true)]
    [InlineData("/sign-in", false)]
    public async Task A_form_without_its_antiforgery_token_changes_nothing_and_says_so(string path, bool atPortal)
    {
        using var form = new FormUrlEncodedContent([new("Number", "24990112"), new("Password", country.Demo.Secrets.Password)]);

        using var answer = await _people.PostAsync(new Uri(atPortal ? country.At.Portal : country.At.Identity, path), form, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await SaysAsync(answer, "No se pudo leer el pedido", "Vuelve al inicio y prueba otra vez.");
    }

    [Theory]
    [InlineData("/sign-out", true, HttpStatusCode.RequestEntityTooLarge, "El envío es demasiado grande", "Vuelve atrás y envía menos texto")]
    [InlineData("/sign-in", false, HttpStatusCode.BadRequest, "No se pudo leer el pedido", "No se guardó ningún cambio.")]
    public async Task A_form_that_is_too_large_is_refused_in_words(string path, bool atPortal, HttpStatusCode status, string what, string @do)
    {
        using var form = new FormUrlEncodedContent([new("Number", new string('1', TooLong))]);

        using var answer = await _people.PostAsync(new Uri(atPortal ? country.At.Portal : country.At.Identity, path), form, Ct);

        Assert.Equal(status, answer.StatusCode);
        await SaysAsync(answer, what, @do);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem_to_programs()
    {
        using var token = new ByteArrayContent(new byte[TooLong]) { Headers = { { "Content-Type", "application/x-www-form-urlencoded" } } };
        using var status = new HttpRequestMessage(HttpMethod.Put, new Uri(country.At.TransportRegister, "/licences/31456789/status"))
        {
            Headers = { { "X-Operator-Key", country.Demo.Secrets.OperatorKey } },
            Content = JsonContent.Create(new { status = "valid", reason = new string('x', TooLong) }),
        };

        using var atIssuer = await _programs.PostAsync(new Uri(country.At.Identity, "/token"), token, Ct);
        using var atRegister = await _programs.SendAsync(status, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, atRegister.StatusCode);
        Assert.InRange((int)atIssuer.StatusCode, 400, 413);
        Assert.DoesNotContain("<html", await atIssuer.Content.ReadAsStringAsync(Ct), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Addresses_and_headers_beyond_all_measure_are_turned_away_and_the_role_goes_on()
    {
        using var longAddress = await _people.GetAsync(new Uri(country.At.Portal, "/?q=" + new string('a', 20_000)), Ct);
        using var longHeader = new HttpRequestMessage(HttpMethod.Get, country.At.Portal) { Headers = { { "X-Long", new string('a', 60_000) } } };
        using var refused = await _people.SendAsync(longHeader, Ct);
        using var home = await _people.GetAsync(country.At.Portal, Ct);

        Assert.Equal((HttpStatusCode.RequestUriTooLong, HttpStatusCode.RequestHeaderFieldsTooLarge), (longAddress.StatusCode, refused.StatusCode));
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Theory]
    [InlineData("99999999")]
    [InlineData("abc")]
    public async Task The_registers_say_that_they_know_nobody_of_that_number(string number)
    {
        using var licence = await _programs.GetAsync(new Uri(country.At.TransportRegister, $"/licences/{number}"), Ct);
        using var person = await _programs.GetAsync(new Uri(country.At.CivilRegister, $"/persons/{number}"), Ct);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (licence.StatusCode, person.StatusCode));
        Assert.Equal("no-licence", (await licence.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        Assert.Equal("no-person", (await person.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
    }

    public void Dispose()
    {
        _people.Dispose();
        _programs.Dispose();
    }

    private static async Task SaysAsync(HttpResponseMessage answer, string what, string @do)
    {
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains(what, text, StringComparison.Ordinal);
        Assert.Contains(@do, text, StringComparison.Ordinal);
    }
}
