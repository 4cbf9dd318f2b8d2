using Cabildo.Browser.Tests.EveryPage;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Verifying;

public sealed class FirstScreenTests(RunningCountry country)
{
    [Theory, InlineData("es"), InlineData("en")]
    public async Task What_to_do_is_seen_on_a_phone_without_scrolling(string language)
    {
        var verdicts = VerifierPages.All.Where(page => page.Name.StartsWith("verdict-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(verdicts);
        foreach (var page in verdicts)
        {
            await using var officer = await country.VisitAsync(new() { Language = language });
            await page.OpenAsync(officer, country);

            var next = await BoxAsync(officer.Page.Locator("#next"));
            var button = await BoxAsync(officer.Page.Locator(".verdict__foot"));

            Assert.True(next.Y >= 0, $"{page.Name}: it begins at {next.Y}");
            Assert.True(next.Y + next.Height <= button.Y, $"{page.Name}: it ends at {next.Y + next.Height}, below the button at {button.Y}");
        }
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) =>
        await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("Nothing is shown there.");
}
