using Cabildo.Browser.Tests.Surroundings;

namespace Cabildo.Browser.Tests.EveryPage;

public sealed class AccessibilityTests(RunningCountry country)
{
    private static readonly string[] Languages = ["es", "en"];

    private static IReadOnlyDictionary<string, ShownPage> Pages { get; } =
        PortalPages.All.Concat(VerifierPages.All).ToDictionary(page => page.Name, StringComparer.Ordinal);

    public static MatrixTheoryData<string, string> EveryPageInEachLanguage => new(Pages.Keys, Languages);

    [Theory, MemberData(nameof(EveryPageInEachLanguage))]
    public async Task No_page_has_a_serious_fault_on_a_phone_or_at_a_desk(string name, string language)
    {
        var page = Pages[name];
        await using var visitor = await country.VisitAsync(new() { Language = language, SignedInAs = page.SignedInAs });
        await page.OpenAsync(visitor, country);

        Assert.Equal(language, await visitor.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        Assert.NotEqual("", (await visitor.Page.Locator("h1").InnerTextAsync()).Trim());
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= innerWidth"), "The page scrolls sideways at 360 px.");
        Assert.Empty(await Axe.FaultsAsync(visitor.Page));

        await visitor.WidenAsync(Visit.Desk);
        Assert.Empty(await Axe.FaultsAsync(visitor.Page));
        Assert.Empty(visitor.Faults);
    }
}
