using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Licences;

/// <summary>The clerks' desk of the transport register.</summary>
internal sealed class RegisterDesk(IPage page, RunningCountry country)
{
    public ILocator Saved => page.Locator(".govuk-notification-banner--success");

    public ILocator Problem => page.Locator(".govuk-error-summary");

    public Task OpenAsync(string? number = null) =>
        page.GotoAsync(new Uri(country.At.TransportRegister, number is null ? "/" : $"/?number={number}").AbsoluteUri);

    public async Task FindAsync(string number)
    {
        await page.Locator("#number").FillAsync(number);
        await page.Locator("form[method=get] button").ClickAsync();
        await Assertions.Expect(page.Locator("#status-valid")).ToBeAttachedAsync();
    }

    public async Task ChangeAsync(string status, string? reason, string key)
    {
        await page.Locator($"#status-{status}").CheckAsync();
        await page.Locator("#reason").FillAsync(reason ?? "");
        await page.Locator("#key").FillAsync(key);
        await page.Locator("form[method=post] button").ClickAsync();
    }
}
