using Cabildo.Browser.Tests.Licences;
using Cabildo.Browser.Tests.Surroundings;
using Cabildo.Browser.Tests.Verifying;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Keyboard;

public sealed class KeyboardTests(RunningCountry country)
{
    [Theory, InlineData(Visit.Phone), InlineData(Visit.Desk)]
    public async Task With_tab_and_enter_alone_a_person_signs_in_shows_the_code_and_signs_out(int width)
    {
        await using var person = await country.VisitAsync(new() { Width = width });
        var page = person.Page;
        var keyboard = new Traveller(page);
        await person.GoAsync(country.At.Portal, "/");

        await keyboard.GoToAsync("Ingresar");
        await keyboard.EnterAsync();
        await Assertions.Expect(page.Locator("#number")).ToBeVisibleAsync();
        await keyboard.GoToAsync("DNI");
        await keyboard.TypeAsync("24.990.112");
        await keyboard.GoToAsync("Contraseña");
        await keyboard.TypeAsync(country.Secrets.Password);
        await keyboard.EnterAsync();
        await page.WaitForURLAsync("**/documents");
        await keyboard.GoToAsync("Licencia de conducir");
        await keyboard.EnterAsync();
        await page.WaitForURLAsync("**/documents/licence");
        await keyboard.GoToAsync("Mostrar el código QR");
        await keyboard.EnterAsync();
        await Assertions.Expect(page.Locator("[data-code-text]")).ToBeVisibleAsync();
        await keyboard.GoToAsync("Volver a la licencia");
        await keyboard.EnterAsync();
        await page.WaitForURLAsync("**/documents/licence");
        await keyboard.GoToAsync("Salir");
        await keyboard.EnterAsync();
        await page.WaitForURLAsync("**/signed-out");
    }

    [Theory, InlineData("/"), InlineData("/people"), InlineData("/documents/licence"), InlineData("/documents/licence/qr")]
    public async Task The_first_stop_of_a_page_leads_past_its_head(string path)
    {
        await using var person = await country.VisitAsync(new() { SignedInAs = People.Ana });
        var keyboard = new Traveller(person.Page);
        await person.GoAsync(country.At.Portal, path);

        Assert.Equal("Ir al contenido", (await keyboard.NextAsync())?.Name);
        await keyboard.EnterAsync();

        await Assertions.Expect(person.Page.Locator("#main")).ToBeFocusedAsync();
        Assert.True((await keyboard.NextAsync())?.IsInMain);
    }

    [Theory, InlineData("/people"), InlineData("/documents"), InlineData("/documents/licence"), InlineData("/about")]
    public async Task Every_stop_of_a_page_shows_that_it_has_the_focus(string path)
    {
        await using var person = await country.VisitAsync(new() { SignedInAs = People.Ana });
        var keyboard = new Traveller(person.Page);
        await person.GoAsync(country.At.Portal, path);

        var stops = 0;
        while (await keyboard.NextAsync() is not null)
            Assert.InRange(++stops, 1, 60);

        Assert.InRange(stops, 5, 60);
    }

    [Fact]
    public async Task In_the_verifier_a_code_is_pasted_and_its_verdict_announced_by_keyboard_alone()
    {
        var code = await CodePage.TextOfAsync(country, People.SuspendedByCourt);
        await using var officer = await country.VisitAsync();
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        await verifier.HaveListsAsync();
        var keyboard = new Traveller(officer.Page);

        Assert.Equal("Ir al contenido", (await keyboard.NextAsync())?.Name);
        await keyboard.GoToAsync("Escribir o pegar el código");
        await keyboard.TypeAsync(code);
        await keyboard.GoToAsync("Verificar el código");
        await keyboard.EnterAsync();

        Assert.Equal("suspended", await verifier.VerdictAsync());
        await Assertions.Expect(verifier.Word).ToBeFocusedAsync();
        var announced = officer.Page.Locator("[aria-live]");
        await Assertions.Expect(announced).ToContainTextAsync("Suspendida. Es auténtica, pero está suspendida. Firma comprobada");
        await keyboard.GoToAsync("Escanear otra");
        await keyboard.EnterAsync();
        await Assertions.Expect(verifier.PastedCode).ToBeVisibleAsync();
        await Assertions.Expect(announced).ToHaveTextAsync("");
    }
}
