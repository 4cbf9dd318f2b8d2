using System.Net;
using System.Web;
using Cabildo.Cli.Checks;
using Cabildo.Stories.Tests.Support;

namespace Cabildo.Stories.Tests;

/// <summary>Sign-ins that go wrong, as the person and the portal meet them.</summary>
public sealed class SignInTests(Country country) : IDisposable
{
    private const string Elena = "24990112";
    private const string Facundo = "47655201";
    private const string Nobody = "20123456";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in", "es")]
    [InlineData("/sign-in", "en")]
    [InlineData("/documents", "es")]
    [InlineData("/documents", "en")]
    public async Task Whoever_is_sent_to_sign_in_goes_in_the_language_they_read(string path, string language)
    {
        using var visit = new HttpRequestMessage(HttpMethod.Get, new Uri(country.Demo.Addresses.Portal, path)) { Headers = { { "Accept-Language", language } } };

        using var sent = await _browser.SendAsync(visit, Ct);

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(language, HttpUtility.ParseQueryString(sent.Headers.Location!.Query)["ui_locales"]);
    }

    [Theory]
    [InlineData("es", "El número y la contraseña no coinciden. Revisa los dos y prueba otra vez")]
    [InlineData("en", "That number and password do not match. Check both and try again")]
    public async Task An_unknown_person_and_a_wrong_password_read_the_same_sentence(string language, string sentence)
    {
        using var citizen = new Citizen(language);

        var unknown = await citizen.TrySignInAsync(country.Demo, Nobody, country.Demo.Secrets.Password);
        var wrong = await citizen.TrySignInAsync(country.Demo, Elena, "no es esta la que era");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unknown.Status, wrong.Status));
        Assert.Contains(sentence, unknown.Text, StringComparison.Ordinal);
        Assert.Contains(sentence, wrong.Text, StringComparison.Ordinal);
        await citizen.SignInAsync(country.Demo, Elena);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_and_the_right_one_then_reads_like_a_wrong_one()
    {
        using var citizen = new Citizen();
        for (var i = 0; i < 5; i++)
            await citizen.TrySignInAsync(country.Demo, Facundo, "no es esta la que era");

        var right = await citizen.TrySignInAsync(country.Demo, Facundo, country.Demo.Secrets.Password);

        Assert.Equal(HttpStatusCode.BadRequest, right.Status);
        Assert.Contains("El número y la contraseña no coinciden.", right.Text, StringComparison.Ordinal);
        Assert.Contains("después de varios intentos hay que esperar 15 minutos", right.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", "El ingreso quedó abierto demasiado tiempo", "Vuelve al servicio que querías usar e ingresa desde ahí.")]
    [InlineData("en", "The sign-in was open for too long", "Go back to the service you wanted to use and sign in from there.")]
    public async Task A_sign_in_page_that_ran_out_says_where_to_begin_again(string language, string what, string @do)
    {
        using var citizen = new Citizen(language);

        var page = await citizen.OpenAsync(new Uri(country.At.Identity, "/sign-in?ticket=CfDJ8GoneStaleLongAgo"), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(what, page.Text, StringComparison.Ordinal);
        Assert.Contains(@do, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_at_the_issuer_comes_back_to_the_first_page_and_may_begin_again()
    {
        var sent = await BeginAsync();

        using var back = await _browser.GetAsync(Callback($"error=access_denied&state={Uri.EscapeDataString(sent["state"]!)}"), Ct);

        Assert.Equal("/", back.Headers.Location?.OriginalString);
        Assert.NotNull((await BeginAsync())["state"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("code=abc")]
    [InlineData("code=abc&state=CfDJ8NotOurs")]
    [InlineData("error=access_denied&state=CfDJ8NotOurs")]
    public async Task A_callback_that_nobody_began_gets_a_page_in_words(string query)
    {
        using var citizen = new Citizen();

        var page = await citizen.OpenAsync(Callback(query), Ct);

        Assert.Equal((HttpStatusCode.OK, "/sign-in/failed"), (page.Status, page.Address.AbsolutePath));
        Assert.Contains("No se completó el ingreso", page.Text, StringComparison.Ordinal);
        Assert.Contains("revisa que el navegador acepte cookies", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_of_another_browser_signs_nobody_in()
    {
        var sent = await BeginAsync();
        using var another = new Citizen("en");

        var page = await another.OpenAsync(Callback($"code=abc&state={Uri.EscapeDataString(sent["state"]!)}"), Ct);

        Assert.Equal("/sign-in/failed", page.Address.AbsolutePath);
        Assert.Contains("The sign-in was not completed", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_comes_twice_leaves_the_session_of_the_first()
    {
        var at = new Uri(country.At.Portal, "/sign-in");
        var (answer, callback) = (await _browser.GetAsync(at, Ct), (Uri?)null);
        var form = await WebPage.ReadAsync(await FollowAsync(answer), Ct);
        var (action, fields) = form.FormWith("Password");
        var values = fields.ToDictionary(StringComparer.Ordinal);
        (values["Number"], values["Password"]) = (Elena, country.Demo.Secrets.Password);
        using var content = new FormUrlEncodedContent(values);
        answer = await _browser.PostAsync(action, content, Ct);
        while (answer.Headers.Location is { } next)
        {
            next = new Uri(answer.RequestMessage!.RequestUri!, next);
            callback = next.AbsolutePath == "/signin-oidc" ? next : callback;
            answer = await _browser.GetAsync(next, Ct);
        }

        using var again = await _browser.GetAsync(callback, Ct);
        using var documents = await _browser.GetAsync(new Uri(country.At.Portal, "/documents"), Ct);

        Assert.Equal("/sign-in/failed", again.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, documents.StatusCode);
    }

    public void Dispose() => _browser.Dispose();

    private async Task<System.Collections.Specialized.NameValueCollection> BeginAsync()
    {
        using var sent = await _browser.GetAsync(new Uri(country.At.Portal, "/sign-in"), Ct);
        return HttpUtility.ParseQueryString(sent.Headers.Location!.Query);
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage answer)
    {
        while (answer.Headers.Location is { } next)
            answer = await _browser.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, next), Ct);
        return answer;
    }

    private Uri Callback(string query)
    {
        var issuer = Uri.EscapeDataString(country.At.Identity.GetLeftPart(UriPartial.Authority));
        return new Uri(country.At.Portal, $"/signin-oidc?iss={issuer}&{query}");
    }
}
