using Cabildo.Browser.Tests.EveryPage;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.SigningIn;

public sealed class SignInTests(RunningCountry country)
{
    [Fact]
    public async Task A_person_signs_in_by_password_and_sees_the_licence()
    {
        await using var person = await country.VisitAsync();

        await new SignInPage(person.Page, country).SignInAsync("31.456.789");

        await Assertions.Expect(person.Page.Locator(".document-card__family")).ToHaveTextAsync("Quiroga Ledesma");
        await Assertions.Expect(person.Page.Locator(".document-card__number")).ToContainTextAsync("31.456.789");
        await Assertions.Expect(person.Page.Locator(".status-pill--valid")).ToHaveTextAsync("Vigente");
        Assert.Empty(person.Faults);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_which_of_the_two_was_wrong()
    {
        await using var person = await country.VisitAsync();
        var signIn = new SignInPage(person.Page, country);
        await signIn.OpenAsync();
        await signIn.Number.FillAsync(People.FirstLicence);
        await signIn.Password.FillAsync("not the password");
        await signIn.Submit.ClickAsync();

        await Assertions.Expect(person.Page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        await Assertions.Expect(person.Page.Locator(".govuk-error-summary__list")).ToContainTextAsync("El número y la contraseña no coinciden");
        await Assertions.Expect(signIn.Number).ToHaveAttributeAsync("aria-describedby", "number-hint number-error");
    }

    [Fact]
    public async Task A_passkey_made_after_a_password_sign_in_signs_the_person_in_by_the_button_the_next_time()
    {
        await using var person = await country.VisitAsync();
        // A browser that does not list passkeys under the number field: the button is the only way.
        await person.Context.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        var device = await MakePasskeyAsync(person, People.ManyClasses);
        var made = Assert.Single(await device.SignaturesAsync());
        await SignOutAsync(person.Page);

        await person.Page.GotoAsync(Documents);
        await new SignInPage(person.Page, country).WithThisDevice.ClickAsync();
        await person.Page.WaitForURLAsync(Documents);

        await Assertions.Expect(person.Page.Locator(".document-card__family")).ToHaveTextAsync("Ruiz Navarro");
        Assert.True(Assert.Single(await device.SignaturesAsync()) > made, "The device did not sign.");
        Assert.Empty(person.Faults);
    }

    [Fact]
    public async Task Where_the_browser_offers_the_passkey_by_itself_the_person_touches_the_device_and_is_in()
    {
        await using var person = await country.VisitAsync();
        var device = await MakePasskeyAsync(person, People.Expired);
        var made = Assert.Single(await device.SignaturesAsync());
        await SignOutAsync(person.Page);

        await person.GoAsync(country.At.Portal, "/sign-in");
        await person.Page.WaitForURLAsync(Documents);

        await Assertions.Expect(person.Page.Locator(".document-card__family")).ToHaveTextAsync("Soria Paz");
        Assert.True(Assert.Single(await device.SignaturesAsync()) > made, "The device did not sign.");
    }

    [Fact]
    public async Task The_account_page_lists_a_passkey_and_removes_it()
    {
        await using var person = await country.VisitAsync();
        await MakePasskeyAsync(person, People.SuspendedByCourt);
        await person.GoAsync(country.At.Identity, "/account");
        var remove = person.Page.GetByRole(AriaRole.Button, new() { Name = "Quitar Linux" });

        await Assertions.Expect(remove).ToHaveCountAsync(1);
        Assert.Empty(await Axe.FaultsAsync(person.Page));
        await remove.ClickAsync();

        await Assertions.Expect(person.Page.GetByText("Todavía no hay ninguno.")).ToBeVisibleAsync();
    }

    // Signs in by password on a device that can keep a key, and takes the offer to keep one.
    private async Task<VirtualAuthenticator> MakePasskeyAsync(Visitor person, string dni)
    {
        var device = await VirtualAuthenticator.AddAsync(person.Page);
        var signIn = new SignInPage(person.Page, country);
        await signIn.OpenAsync();
        await signIn.Number.FillAsync(dni);
        await signIn.Password.FillAsync(country.Secrets.Password);
        await signIn.Submit.ClickAsync();
        await person.Page.WaitForURLAsync("**/passkeys/offer**");
        await person.Page.Locator("form[data-passkey='create'] button").ClickAsync();
        await person.Page.WaitForURLAsync(Documents);
        return device;
    }

    private async Task SignOutAsync(IPage page)
    {
        await page.Locator(".site-header__form button").ClickAsync();
        await page.WaitForURLAsync(new Uri(country.At.Portal, "signed-out").AbsoluteUri);
    }

    private string Documents => new Uri(country.At.Portal, "documents").AbsoluteUri;
}
