using Cabildo.Browser.Tests.Surroundings;
using Cabildo.Browser.Tests.Verifying;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.EveryPage;

/// <summary>The verifier's first screen and every verdict that can be had.</summary>
internal static class VerifierPages
{
    private static readonly TimeSpan AfterTheCode = TimeSpan.FromDays(3);

    public static IReadOnlyList<ShownPage> All =>
    [
        new("verifier", (visitor, country) => OpenAsync(visitor, country)),
        new("verifier-refreshed", RefreshAsync),
        new("verifier-empty-code", PasteNothingAsync),
        new("verifier-without-lists", OpenWithoutListsAsync),
        Verdict("valid", CodeOf(People.Ana)),
        Verdict("suspended", CodeOf(People.SuspendedByCourt)),
        Verdict("expired", CodeOf(People.Expired)),
        Verdict("not-genuine", async country => Codes.Tampered(await CodeOf(People.Ana)(country))),
        Verdict("unknown-issuer", country => Task.FromResult(Codes.OfForeignKey("https://documents.example"))),
        Verdict("not-a-licence", _ => Task.FromResult("https://example.org/menu")),
        Verdict("stale", CodeOf(People.ManyClasses), LetTimePassAsync),
        Verdict("unknown", CodeOf(People.FirstLicence), LoseStatusListsAsync),
    ];

    private static Func<RunningCountry, Task<string>> CodeOf(string dni) => country => country.CodeOfAsync(dni);

    private static ShownPage Verdict(string verdict, Func<RunningCountry, Task<string>> code, Func<Visitor, Task>? before = null) =>
        new($"verdict-{verdict}", async (visitor, country) =>
        {
            var text = await code(country);
            if (before is not null)
                await before(visitor);
            await OpenAsync(visitor, country, lists: before is null);
            Assert.Equal(verdict, await new VerifierPage(visitor.Page, country).CheckAsync(text));
        });

    private static async Task OpenAsync(Visitor visitor, RunningCountry country, bool lists = true)
    {
        var verifier = new VerifierPage(visitor.Page, country);
        await verifier.OpenAsync();
        if (lists)
            await verifier.HaveListsAsync();
    }

    private static async Task RefreshAsync(Visitor visitor, RunningCountry country)
    {
        await OpenAsync(visitor, country);
        var verifier = new VerifierPage(visitor.Page, country);
        await verifier.RefreshListsAsync();
        await Assertions.Expect(verifier.Message).ToBeVisibleAsync();
    }

    private static async Task PasteNothingAsync(Visitor visitor, RunningCountry country)
    {
        await OpenAsync(visitor, country);
        await visitor.Page.Locator("form button").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#problem")).ToBeVisibleAsync();
    }

    private static async Task OpenWithoutListsAsync(Visitor visitor, RunningCountry country)
    {
        await visitor.Context.RouteAsync("**/trust-list**", route => route.AbortAsync());
        await OpenAsync(visitor, country, lists: false);
        var verifier = new VerifierPage(visitor.Page, country);
        await verifier.RefreshListsAsync();
        await Assertions.Expect(verifier.Message).ToBeVisibleAsync();
    }

    private static Task LetTimePassAsync(Visitor visitor) =>
        visitor.Page.Clock.SetFixedTimeAsync((TimeProvider.System.GetUtcNow() + AfterTheCode).UtcDateTime);

    private static Task LoseStatusListsAsync(Visitor visitor) =>
        visitor.Context.RouteAsync("**/status/**", route => route.AbortAsync());
}
