using System.Net;
using Cabildo.Identity.Tests.Support;
using Cabildo.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cabildo.Identity.Tests;

public sealed class PasskeyTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_passkey_made_after_a_password_signs_in_by_itself_in_another_browser(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        using var device = new SoftwareAuthenticator(host.Issuer);
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);
        using var other = host.CreateBrowser();

        var signedIn = await SignInAsync(host, other, device);
        var code = (await other.GetAsync(signedIn.Location!)).AnswerParameters()["code"].ToString();

        using var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, code);
        var token = new JsonWebToken(body.GetProperty("id_token").GetString());
        Assert.Equal(["hwk", "user", "mfa"], token.GetPayloadValue<string[]>("amr"));
        Assert.Equal("urn:cabildo:acr:phishing-resistant", token.GetPayloadValue<string>("acr"));
    }

    [Fact]
    public async Task A_synced_passkey_is_said_to_be_held_in_software()
    {
        await using var host = await IdentityHost.StartAsync();
        using var device = new SoftwareAuthenticator(host.Issuer) { Synced = true };
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);

        var signedIn = await SignInAsync(host, browser, device);
        var code = (await browser.GetAsync(signedIn.Location!)).AnswerParameters()["code"].ToString();

        using var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, code);
        Assert.Equal(["swk", "user", "mfa"], new JsonWebToken(body.GetProperty("id_token").GetString()).GetPayloadValue<string[]>("amr"));
    }

    [Fact]
    public async Task The_lock_of_a_password_does_not_lock_out_who_holds_the_device()
    {
        await using var host = await IdentityHost.StartAsync();
        using var device = new SoftwareAuthenticator(host.Issuer);
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);
        using var attacker = host.CreateBrowser();
        for (var i = 0; i < 5; i++)
            await attacker.SubmitAsync(await attacker.GetAsync("/sign-in"), "/sign-in", ("Number", "31456789"), ("Password", "no es la que era"));
        using var other = host.CreateBrowser();

        var signedIn = await SignInAsync(host, other, device);

        Assert.Equal(HttpStatusCode.SeeOther, signedIn.Status);
    }

    [Fact]
    public async Task A_passkey_of_another_origin_or_without_its_owner_verified_is_refused()
    {
        await using var host = await IdentityHost.StartAsync();
        using var device = new SoftwareAuthenticator(host.Issuer);
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);
        using var careless = new SoftwareAuthenticator(host.Issuer) { VerifiesUser = false };
        var page = await OfferAsync(browser);

        device.Origin = "https://attacker.example";
        var phished = await SignInAsync(host, browser, device);
        var unverified = await browser.SubmitAsync(page, "/passkeys/offer", ("Credential", careless.Create(await CreationOptionsAsync(browser, page))));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (phished.Status, unverified.Status));
        Assert.Contains("No se pudo ingresar con este dispositivo", phished.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}""")]
    public async Task What_is_no_credential_is_refused_with_and_without_a_challenge(string credential)
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();
        var page = await browser.GetAsync("/sign-in");

        var without = await browser.SubmitAsync(page, "/sign-in?handler=Passkey", ("Credential", credential));
        await browser.PostAsync("/sign-in?handler=PasskeyOptions", page.HiddenFields(), asScript: true);
        var with = await browser.SubmitAsync(page, "/sign-in?handler=Passkey", ("Credential", credential));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.Status, with.Status));
    }

    [Fact]
    public async Task An_answer_is_good_for_one_sign_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var device = new SoftwareAuthenticator(host.Issuer);
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);
        var page = await browser.GetAsync("/sign-in");
        var answer = device.Get((await browser.PostAsync("/sign-in?handler=PasskeyOptions", page.HiddenFields(), asScript: true)).Html);
        var first = await browser.SubmitAsync(page, "/sign-in?handler=Passkey", ("Credential", answer));

        var second = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), "/sign-in?handler=Passkey", ("Credential", answer));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.BadRequest), (first.Status, second.Status));
    }

    [Fact]
    public async Task A_browser_that_can_is_offered_a_passkey_once_and_a_browser_without_scripts_never()
    {
        await using var host = await IdentityHost.StartAsync();
        using var plain = host.CreateBrowser();
        using var browser = host.CreateBrowser();

        var without = await SignInWithPasswordAsync(plain, null);
        var offered = await SignInWithPasswordAsync(browser, "yes");
        var offer = await browser.GetAsync(offered.Location!);
        var later = await browser.PostAsync("/passkeys/offer?handler=Later", offer.HiddenFields());
        var again = await SignInWithPasswordAsync(browser, "yes");

        Assert.Equal("/account", without.Location);
        Assert.StartsWith("/passkeys/offer", offered.Location, StringComparison.Ordinal);
        Assert.Contains("Usar la huella o el rostro de este teléfono la próxima vez", offer.Html, StringComparison.Ordinal);
        Assert.Equal(("/account", "/account"), (later.Location, again.Location));
    }

    [Fact]
    public async Task A_session_left_open_is_not_enough_to_add_a_device()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await SignInWithPasswordAsync(browser, null);
        var page = await browser.GetAsync("/passkeys/offer?return=/account");
        host.Time.Advance(TimeSpan.FromMinutes(11));

        var stale = await browser.GetAsync("/passkeys/offer?return=/account");
        var options = await browser.PostAsync("/passkeys/offer?handler=Options", page.HiddenFields(), asScript: true);

        Assert.StartsWith("/sign-in?return=", stale.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, options.Status);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_passkey_that_was_removed_signs_nobody_in(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        using var device = new SoftwareAuthenticator(host.Issuer);
        using var browser = host.CreateBrowser();
        await AddAsync(host, browser, device);
        var account = await browser.GetAsync("/account");

        var removed = await browser.PostAsync("/account?handler=Remove", account.HiddenFields());
        var twice = await browser.PostAsync("/account?handler=Remove", account.HiddenFields());
        var listed = await browser.GetAsync("/account");
        var signIn = await SignInAsync(host, browser, device);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.NotFound), (removed.Status, twice.Status));
        Assert.Contains("Todavía no hay ninguno", listed.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, signIn.Status);
    }

    private static async Task AddAsync(IdentityHost host, Browser browser, SoftwareAuthenticator device)
    {
        await SignInWithPasswordAsync(browser, null);
        var page = await OfferAsync(browser);
        var added = await browser.SubmitAsync(page, "/passkeys/offer", ("Credential", device.Create(await CreationOptionsAsync(browser, page))));
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (added.Status, added.Location));
        host.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task<Browser.Page> OfferAsync(Browser browser) => browser.GetAsync("/passkeys/offer?return=/account");

    private static async Task<string> CreationOptionsAsync(Browser browser, Browser.Page page) =>
        (await browser.PostAsync("/passkeys/offer?handler=Options", page.HiddenFields(), asScript: true)).Html;

    private static async Task<Browser.Page> SignInWithPasswordAsync(Browser browser, string? canUsePasskeys) =>
        await browser.SubmitAsync(
            await browser.GetAsync("/sign-in"), "/sign-in", ("Number", "31456789"), ("Password", IdentityHost.Password), ("CanUsePasskeys", canUsePasskeys));

    private static async Task<Browser.Page> SignInAsync(IdentityHost host, Browser browser, SoftwareAuthenticator device)
    {
        var asked = await browser.GetAsync(host.Portal.AuthorizeAddress(("prompt", "login")));
        var page = await browser.GetAsync(asked.Location!);
        var options = await browser.PostAsync("/sign-in?handler=PasskeyOptions", page.HiddenFields(), asScript: true);
        return await browser.SubmitAsync(page, "/sign-in?handler=Passkey", ("Credential", device.Get(options.Html)));
    }
}
