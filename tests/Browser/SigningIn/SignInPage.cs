using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.SigningIn;

/// <summary>Identity's sign-in page, reached from the portal.</summary>
internal sealed class SignInPage(IPage page, RunningCountry country)
{
    public ILocator Number => page.Locator("#number");

    public ILocator Password => page.Locator("#password");

    public ILocator Submit => page.Locator("form:not([data-passkey]) button[type=submit]");

    public ILocator WithThisDevice => page.Locator("form[data-passkey='sign-in'] button");

    /// <summary>Asks the portal to sign in, which leads here.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync(new Uri(country.At.Portal, "sign-in").AbsoluteUri);
        await Assertions.Expect(Number).ToBeVisibleAsync();
    }

    /// <summary>Signs in with the demo's password and waits for the documents.</summary>
    public async Task SignInAsync(string dni)
    {
        await OpenAsync();
        await Number.FillAsync(dni);
        await Password.FillAsync(country.Secrets.Password);
        await Submit.ClickAsync();
        await page.WaitForURLAsync(new Uri(country.At.Portal, "documents").AbsoluteUri);
    }
}
