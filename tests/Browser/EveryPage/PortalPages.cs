using Cabildo.Browser.Tests.Licences;
using Cabildo.Browser.Tests.SigningIn;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.EveryPage;

/// <summary>The pages of portal, identity and register.</summary>
internal static class PortalPages
{
    public static IReadOnlyList<ShownPage> All =>
    [
        Portal("home", "/"),
        Portal("home-signed-in", "/", People.Ana),
        Portal("about", "/about"),
        Portal("people", "/people"),
        Portal("documents", "/documents", People.Ana),
        Portal("licence", "/documents/licence", People.Ana),
        Portal("code", "/documents/licence/qr", People.Ana),
        Portal("licence-suspended", "/documents/licence", People.SuspendedByCourt),
        Portal("licence-expired", "/documents/licence", People.Expired),
        Portal("licence-withheld", "/documents/licence", People.Withheld),
        Portal("code-withheld", "/documents/licence/qr", People.Withheld),
        Portal("licence-many-classes", "/documents/licence", People.ManyClasses),
        Portal("documents-no-licence", "/documents", People.WithoutLicence),
        Portal("code-no-licence", "/documents/licence/qr", People.WithoutLicence),
        Portal("signed-out", "/signed-out"),
        Portal("sign-in-failed", "/sign-in/failed"),
        Portal("not-found", "/there-is-no-such-page"),
        new("sign-in", (visitor, country) => new SignInPage(visitor.Page, country).OpenAsync()),
        new("sign-in-person", (visitor, country) => visitor.GoAsync(country.At.Portal, "/sign-in?person=" + People.Ana)),
        new("sign-in-errors", OpenSignInErrorsAsync),
        Identity("passkey-offer", "/passkeys/offer?return=/account"),
        Identity("account", "/account"),
        Identity("sign-out", "/sign-out"),
        new("identity-not-found", (visitor, country) => visitor.GoAsync(country.At.Identity, "/there-is-no-such-page")),
        new("identity-bad-request", (visitor, country) => visitor.GoAsync(country.At.Identity, "/authorize?client_id=nobody")),
        new("desk", (visitor, country) => new RegisterDesk(visitor.Page, country).OpenAsync()),
        new("desk-licence", (visitor, country) => new RegisterDesk(visitor.Page, country).OpenAsync(People.Ana)),
        new("desk-refused", OpenDeskRefusedAsync),
    ];

    private static ShownPage Portal(string name, string path, string? person = null) =>
        new(name, (visitor, country) => visitor.GoAsync(country.At.Portal, path), person);

    private static ShownPage Identity(string name, string path) =>
        new(name, (visitor, country) => visitor.GoAsync(country.At.Identity, path), People.FirstLicence);

    private static async Task OpenSignInErrorsAsync(Visitor visitor, RunningCountry country)
    {
        var page = new SignInPage(visitor.Page, country);
        await page.OpenAsync();
        await page.Number.FillAsync("31");
        await page.Password.FillAsync("");
        await page.Submit.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
    }

    private static async Task OpenDeskRefusedAsync(Visitor visitor, RunningCountry country)
    {
        var desk = new RegisterDesk(visitor.Page, country);
        await desk.OpenAsync(People.Ana);
        await desk.ChangeAsync("suspended", "court-order", "not the key");
        await Assertions.Expect(desk.Problem).ToBeVisibleAsync();
    }
}
