using System.Net;
using Cabildo.Identity.Tests.Support;
using Cabildo.Platform.Country;

namespace Cabildo.Identity.Tests;

public sealed class SignInTests
{
    private const string Neutral = "El número y la contraseña no coinciden.";

    [Fact]
    public async Task The_page_says_which_service_the_person_signs_in_for_in_the_language_of_ui_locales()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var spanish = await browser.GetAsync((await browser.GetAsync(host.Portal.AuthorizeAddress())).Location!);
        var english = await browser.GetAsync((await browser.GetAsync(host.Portal.AuthorizeAddress(("ui_locales", "fr en-GB es")))).Location!);

        Assert.Contains("Para usar Portal ciudadano", spanish.Html, StringComparison.Ordinal);
        Assert.Contains("To use Citizen portal", english.Html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"username webauthn\"", spanish.Html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", spanish.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dni:31456789")]
    [InlineData("31456789")]
    public async Task A_hint_fills_in_the_number(string hint)
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await browser.GetAsync((await browser.GetAsync(host.Portal.AuthorizeAddress(("login_hint", hint)))).Location!);

        Assert.Contains("value=\"31.456.789\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_filled_in_where_a_demonstration_says_so_and_never_sent_back_otherwise()
    {
        await using var demonstration = await IdentityHost.StartAsync(register: false, settings: new(StringComparer.Ordinal) { ["Identity:PrefilledPassword"] = "demo de la demo" });
        await using var host = await IdentityHost.StartAsync(register: false);
        using var first = demonstration.CreateBrowser();
        using var second = host.CreateBrowser();

        var filled = await first.GetAsync("/sign-in");
        var refused = await SignInAsync(second, "31456789", "no es la que era");

        Assert.Contains("value=\"demo de la demo\"", filled.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("no es la que era", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_page_in_words()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await browser.GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("Esta página no existe", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_may_lead_to_the_service_and_nowhere_else()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var forService = await browser.GetAsync((await browser.GetAsync(host.Portal.AuthorizeAddress())).Location!);
        var own = await browser.GetAsync("/sign-in");

        Assert.Contains("form-action 'self' http://localhost:8080;", forService.Headers, StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", own.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_person_get_the_same_answer()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var wrong = await SignInAsync(browser, "31456789", "no es la que era");
        var unknown = await SignInAsync(browser, "20123456", "no es la que era");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.Status, unknown.Status));
        Assert.Contains(Neutral, wrong.Html, StringComparison.Ordinal);
        Assert.Contains(Neutral, unknown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_fifteen_minutes_with_the_same_answer_as_before()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        for (var i = 0; i < 5; i++)
            await SignInAsync(browser, "31456789", "no es la que era");

        var locked = await SignInAsync(browser, "31456789", IdentityHost.Password);
        host.Time.Advance(TimeSpan.FromMinutes(15));
        var afterwards = await SignInAsync(browser, "31456789", IdentityHost.Password);

        Assert.Equal(HttpStatusCode.BadRequest, locked.Status);
        Assert.Contains(Neutral, locked.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (afterwards.Status, afterwards.Location));
    }

    [Fact]
    public async Task A_right_password_forgives_the_wrong_ones_before_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        for (var i = 0; i < 9; i++)
            await SignInAsync(browser, "31456789", i % 3 == 2 ? IdentityHost.Password : "no es la que era");

        var answer = await SignInAsync(browser, "31456789", IdentityHost.Password);

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
    }

    [Theory]
    [InlineData("", "algo", "Escribe tu número de documento")]
    [InlineData("treinta", "algo", "Escribe tu número de documento")]
    [InlineData("31456789", "", "Escribe tu contraseña.")]
    public async Task What_is_missing_is_said_beside_its_field_and_the_number_is_kept(string number, string password, string sentence)
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await SignInAsync(browser, number, password);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(2, page.Html.Split(sentence).Length - 1); // in the summary and beside the field
        Assert.True(number.Length == 0 || page.Html.Contains($"value=\"{number}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_does_nothing()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var answer = await browser.PostAsync("/sign-in", [new("Number", "31456789"), new("Password", IdentityHost.Password)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Null(answer.Location);
        Assert.Contains("No se pudo leer el pedido", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_may_try_so_many_times_a_minute()
    {
        await using var host = await IdentityHost.StartAsync(settings: new(StringComparer.Ordinal) { ["Identity:SignInsPerMinute"] = "2" });
        using var browser = host.CreateBrowser();
        await SignInAsync(browser, "20123456", "no es la que era");
        await SignInAsync(browser, "20123457", "no es la que era");

        var third = await SignInAsync(browser, "31456789", IdentityHost.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.Contains("Espera un minuto", third.Html, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 60", third.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    [InlineData("/\tattacker.example")]
    public async Task The_page_leads_to_no_other_site(string elsewhere)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        var address = "/sign-in?return=" + Uri.EscapeDataString(elsewhere);

        var answer = await browser.SignInAsync(new Browser.Page(HttpStatusCode.SeeOther, address, "", ""));

        Assert.Equal("/account", answer.Location);
    }

    [Fact]
    public async Task The_account_page_is_for_the_person_who_is_signed_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var before = await browser.GetAsync("/account");
        await SignInAsync(browser, "31456789", IdentityHost.Password);
        var after = await browser.GetAsync("/account");

        Assert.Equal("/sign-in", before.Location);
        Assert.Contains("Ana María Ríos", after.Html, StringComparison.Ordinal);
        Assert.Contains("31.456.789", after.Html, StringComparison.Ordinal);
        Assert.Contains("no-store", after.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var answer = await SignInAsync(browser, "31456789", IdentityHost.Password);

        var cookie = answer.Headers.Split('\n').Single(line => line.Contains("cabildo-identity-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("corta", "password-too-short")]
    [InlineData("mi numero es 31456799", "password-guessable")]
    [InlineData("aaaaaaaaaaaaaaaa", "password-guessable")]
    [InlineData("LucianaLuciana1", "password-guessable")]
    public async Task A_password_that_would_be_guessed_is_refused_at_registration(string password, string code)
    {
        await using var host = await IdentityHost.StartAsync(register: false);

        var registration = await host.RegisterAsync(new NationalId("dni", "31456799"), "Luciana", "Paz", password);

        Assert.False(registration.Succeeded);
        Assert.Equal(code, registration.Refusal.Code);
    }

    private static async Task<Browser.Page> SignInAsync(Browser browser, string number, string password) =>
        await browser.SubmitAsync(await browser.GetAsync("/sign-in"), "/sign-in", ("Number", number), ("Password", password));
}
