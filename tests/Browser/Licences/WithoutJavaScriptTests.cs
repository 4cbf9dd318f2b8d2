using Cabildo.Browser.Tests.SigningIn;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Licences;

public sealed class WithoutJavaScriptTests(RunningCountry country)
{
    private const int MostBytes = 150 * 1024;

    [Fact]
    public async Task Without_scripts_a_person_signs_in_opens_the_licence_shows_the_code_and_signs_out()
    {
        await using var person = await country.VisitAsync(new() { Scripts = false });
        var page = person.Page;
        await new SignInPage(page, country).SignInAsync(People.FirstLicence);

        await page.Locator("a.document-card__face").ClickAsync();
        await Assertions.Expect(page.Locator(".facts-table tbody tr")).ToHaveCountAsync(2);
        await page.Locator("a[href='/documents/licence/qr']").ClickAsync();
        await Assertions.Expect(page.Locator("[data-code-text] svg")).ToBeVisibleAsync();
        Assert.StartsWith("CBD1:", await new CodePage(page, country).TextAsync(), StringComparison.Ordinal);

        await page.Locator(".govuk-back-link").ClickAsync();
        await page.Locator(".site-header__form button").ClickAsync();
        await page.WaitForURLAsync(new Uri(country.At.Portal, "signed-out").AbsoluteUri);
    }

    [Theory, InlineData("/documents/licence"), InlineData("/documents/licence/qr")]
    public async Task The_licence_page_and_its_code_transfer_at_most_150_kilobytes_into_an_empty_cache(string path)
    {
        await using var person = await country.VisitAsync(new() { SignedInAs = People.Ana });
        var devTools = await person.Context.NewCDPSessionAsync(person.Page);
        await devTools.SendAsync("Network.enable");
        double transferred = 0;
        var files = 0;
        devTools.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            transferred += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            files++;
        };

        await person.Page.GotoAsync(new Uri(country.At.Portal, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.True(files >= 4, $"Only {files} files were seen: page, style, font, portrait and script were expected.");
        Assert.InRange(transferred, 1, MostBytes);
    }
}
