using System.Text.RegularExpressions;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Verifying;

/// <summary>The officers' verifier.</summary>
internal sealed partial class VerifierPage(IPage page, RunningCountry country)
{
    public ILocator Verdict => page.Locator("[data-verdict]");

    public ILocator Word => page.Locator("h1");

    public ILocator Known => page.Locator("#known");

    public ILocator Lists => page.Locator(".lists__state");

    public ILocator Message => page.Locator(".lists__message");

    public ILocator CheckButton => page.Locator("form button");

    public ILocator PastedCode => page.Locator("#code");

    /// <summary>Opens it and waits until it could go on without a network: program and lists on the device.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync(new Uri(country.At.Portal, "verifier/").AbsoluteUri);
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
    }

    /// <summary>Waits until the lists on the device are all there.</summary>
    public async Task HaveListsAsync()
    {
        foreach (var line in (int[])[0, 1])
            await Assertions.Expect(Lists.Locator("li").Nth(line)).ToContainTextAsync(Age());
    }

    /// <summary>Pastes a code and waits for the answer.</summary>
    public async Task<string> CheckAsync(string code)
    {
        await PastedCode.FillAsync(code);
        await CheckButton.ClickAsync();
        return await VerdictAsync();
    }

    /// <summary>The answer on the screen, once there is one.</summary>
    public async Task<string> VerdictAsync() => await Verdict.GetAttributeAsync("data-verdict") ?? "";

    public Task AgainAsync() => page.Locator(".verdict__again").ClickAsync();

    public Task RefreshListsAsync() => page.Locator(".panel .button--quiet").Last.ClickAsync();

    [GeneratedRegex("lista de hace |list from ", RegexOptions.None, 1000)]
    private static partial Regex Age();
}
