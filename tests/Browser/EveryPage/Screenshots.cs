using Cabildo.Browser.Tests.Surroundings;
using Cabildo.Browser.Tests.Verifying;

namespace Cabildo.Browser.Tests.EveryPage;

/// <summary>Pictures of every page for people to look at: set CABILDO_SCREENSHOTS to the folder they are to be written to.</summary>
public sealed class Screenshots(RunningCountry country)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CABILDO_SCREENSHOTS");

    [Theory, InlineData("es"), InlineData("en")]
    public async Task Every_page_is_photographed_at_both_widths(string language)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "Nobody asked for pictures (CABILDO_SCREENSHOTS=folder).");
        Directory.CreateDirectory(Folder);
        foreach (var page in PortalPages.All.Concat(VerifierPages.All))
        {
            await using var visitor = await country.VisitAsync(new() { Language = language, SignedInAs = page.SignedInAs });
            await page.OpenAsync(visitor, country);
            foreach (var width in (int[])[Visit.Phone, Visit.Desk])
            {
                await visitor.WidenAsync(width);
                await visitor.Page.EvaluateAsync("() => document.fonts.ready.then(() => undefined)");
                await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{page.Name}-{width}-{language}.png"), FullPage = true });
            }
        }
    }

    /// <summary>The pictures of the README: as a phone shows them, sharp, without what is below the window.</summary>
    [Theory, InlineData("documents"), InlineData("code"), InlineData("verdict-valid")]
    public async Task The_pictures_of_the_readme_are_taken_as_a_phone_shows_them(string name)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "Nobody asked for pictures (CABILDO_SCREENSHOTS=folder).");
        Directory.CreateDirectory(Folder);
        var page = PortalPages.All.Concat(VerifierPages.All).Single(page => page.Name == name);
        await using var visitor = await country.VisitAsync(new() { Density = 2, SignedInAs = page.SignedInAs });
        await page.OpenAsync(visitor, country);
        // At the roadside the list is usually newer than the code.
        if (name == "verdict-valid")
            await new VerifierPage(visitor.Page, country).CheckUntilAsync(await country.CodeOfAsync(People.Ana), visitor.Page.Locator("#known", new() { HasText = "lista de estados de hace" }));
        await visitor.Page.EvaluateAsync("() => document.fonts.ready.then(() => undefined)");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"readme-{name}.png") });
    }
}
