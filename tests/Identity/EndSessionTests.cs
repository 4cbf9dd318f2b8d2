using System.Net;
using System.Net.Http.Headers;
using Cabildo.Identity.Tests.Support;
using Cabildo.Platform.Country;
using Microsoft.AspNetCore.WebUtilities;

namespace Cabildo.Identity.Tests;

public sealed class EndSessionTests
{
    private const string Return = RelyingPartyPeer.PostLogoutRedirectUri;

    [Fact]
    public async Task With_a_hint_the_person_is_signed_out_and_sent_back_with_state()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        var (idToken, accessToken) = await SignInAsync(host, browser);
        host.Time.Advance(TimeSpan.FromMinutes(30)); // an expired hint still tells who is meant

        var answer = await browser.GetAsync(Address(("id_token_hint", idToken), ("post_logout_redirect_uri", Return), ("state", "abc")));

        Assert.Equal((HttpStatusCode.SeeOther, Return + "?state=abc"), (answer.Status, answer.Location));
        Assert.StartsWith("/sign-in", (await browser.GetAsync(host.Portal.AuthorizeAddress())).Location, StringComparison.Ordinal);
        Assert.NotEmpty(accessToken);
    }

    [Fact]
    public async Task Signing_out_takes_back_the_access_tokens_of_the_session()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var (idToken, accessToken) = await SignInAsync(host, browser);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var before = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);

        await browser.GetAsync(Address(("id_token_hint", idToken)));
        using var after = await client.GetAsync("/userinfo", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData(Return + "/")]
    [InlineData(RelyingPartyPeer.RedirectUri)]
    public async Task An_address_that_is_not_registered_is_never_gone_to_and_the_session_stays(string elsewhere)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        var (idToken, _) = await SignInAsync(host, browser);

        var answer = await browser.GetAsync(Address(("id_token_hint", idToken), ("post_logout_redirect_uri", elsewhere)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Null(answer.Location);
        Assert.Contains("No se pudo volver al servicio", answer.Html, StringComparison.Ordinal);
        Assert.True((await browser.GetAsync(host.Portal.AuthorizeAddress())).AnswerParameters().ContainsKey("code"));
    }

    [Fact]
    public async Task Without_a_hint_the_person_is_asked_first_and_then_sent_back()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await SignInAsync(host, browser);

        var asked = await browser.GetAsync(Address(("client_id", RelyingPartyPeer.Id), ("post_logout_redirect_uri", Return), ("state", "abc")));
        var page = await browser.GetAsync(asked.Location!);
        var stillSignedIn = await browser.GetAsync(host.Portal.AuthorizeAddress());
        var confirmed = await browser.SubmitAsync(page, asked.Location!);

        Assert.Contains("Portal ciudadano pidió cerrar tu sesión", page.Html, StringComparison.Ordinal);
        Assert.True(stillSignedIn.AnswerParameters().ContainsKey("code"));
        Assert.Equal(Return + "?state=abc", confirmed.Location);
        Assert.StartsWith("/sign-in", (await browser.GetAsync(host.Portal.AuthorizeAddress())).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_about_another_person_asks_first()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.RegisterAsync(new NationalId("dni", "20123456"), "Luciana", "Paz");
        using var browser = host.CreateBrowser();
        using var other = host.CreateBrowser();
        await SignInAsync(host, browser);
        using var client = host.CreateClient();
        var (_, tokens) = await host.Portal.ExchangeAsync(client, (await other.ObtainAsync(host.Portal.AuthorizeAddress(), "20.123.456"))["code"].ToString());

        var answer = await browser.GetAsync(Address(("id_token_hint", tokens.GetProperty("id_token").GetString()), ("post_logout_redirect_uri", Return)));

        Assert.StartsWith("/sign-out?ticket=", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_by_post_of_another_site_goes_on_by_get()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        var (idToken, _) = await SignInAsync(host, browser);

        var posted = await browser.PostAsync("/end-session", [new("id_token_hint", idToken), new("post_logout_redirect_uri", Return)]);
        var answer = await browser.GetAsync(posted.Location!);

        Assert.StartsWith("/end-session?ticket=", posted.Location, StringComparison.Ordinal);
        Assert.Equal(Return, answer.Location);
    }

    [Fact]
    public async Task The_page_says_that_nobody_is_signed_in_when_nobody_is()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await browser.GetAsync("/sign-out");

        Assert.Contains("No hay una sesión abierta", page.Html, StringComparison.Ordinal);
    }

    private static string Address(params (string Name, string? Value)[] parameters) =>
        QueryHelpers.AddQueryString("/end-session", parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));

    private static async Task<(string IdToken, string AccessToken)> SignInAsync(IdentityHost host, Browser browser)
    {
        using var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress()));
        return (body.GetProperty("id_token").GetString()!, body.GetProperty("access_token").GetString()!);
    }
}
