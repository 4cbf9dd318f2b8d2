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
    public async Task A_passkey_made_after_a_password_sign_in_signs_the_person_in_the_next_time()
    {
        await using var person = await country.VisitAsync();
        var page = person.Page;
        var device = await VirtualAuthenticator.AddAsync(page);
        var signIn = new SignInPage(page, country);

        await signIn.OpenAsync();
        await signIn.Number.FillAsync(People.ManyClasses);
        await signIn.Password.FillAsync(country.Secrets.Password);
        await signIn.Submit.ClickAsync();
        await page.WaitForURLAsync("**/passkeys/offer**");
        await page.Locator("form[data-passkey='create'] button").ClickAsync();
        await page.WaitForURLAsync(Documents);
        var made = Assert.Single(await device.SignaturesAsync());
        // From here on nobody touches the device until the button is pressed: the list under the number field asks it too.
        await device.TouchAsync(false);

        await page.Locator(".site-header__form button").ClickAsync();
        await page.WaitForURLAsync(new Uri(country.At.Portal, "signed-out").AbsoluteUri);
        await page.GotoAsync(Documents);
        await Assertions.Expect(signIn.Number).ToBeVisibleAsync();

        await Assertions.Expect(signIn.WithThisDevice).ToBeVisibleAsync();
        await signIn.WithThisDevice.ClickAsync();
        await device.TouchAsync(true);
        await page.WaitForURLAsync(Documents);

        await Assertions.Expect(page.Locator(".document-card__family")).ToHaveTextAsync("Ruiz Navarro");
        Assert.True(Assert.Single(await device.SignaturesAsync()) > made, "The device did not sign.");
        Assert.Empty(person.Faults);
    }

    private string Documents => new Uri(country.At.Portal, "documents").AbsoluteUri;
}
