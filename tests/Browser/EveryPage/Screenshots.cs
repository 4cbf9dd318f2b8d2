using Cabildo.Browser.Tests.Surroundings;

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
}
