using Cabildo.Browser.Tests.Licences;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Verifying;

public sealed class VerdictTests(RunningCountry country)
{
    [Fact]
    public async Task Each_kind_of_code_has_its_own_word_with_the_network_off()
    {
        var valid = await CodePage.TextOfAsync(country, People.Ana);
        var cases = new (string Code, string Verdict, string Word)[]
        {
            (valid, "valid", "Válida"),
            (Codes.Tampered(valid), "not-genuine", "No auténtica"),
            (await CodePage.TextOfAsync(country, People.Expired), "expired", "Vencida"),
            (await CodePage.TextOfAsync(country, People.SuspendedByCourt), "suspended", "Suspendida"),
            (Codes.OfForeignKey(country.At.Documents.GetLeftPart(UriPartial.Authority)), "unknown-issuer", "Emisor desconocido"),
            (Codes.OfForeignKey("https://documents.example"), "unknown-issuer", "Emisor desconocido"),
            ("CBD1:not base45", "not-a-licence", "No es una licencia"),
        };
        await using var officer = await country.VisitAsync();
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        await verifier.HaveListsAsync();
        await officer.Context.SetOfflineAsync(true);
        await officer.Page.ReloadAsync();

        foreach (var (code, verdict, word) in cases)
        {
            Assert.Equal(verdict, await verifier.CheckAsync(code));
            await Assertions.Expect(verifier.Word).ToHaveTextAsync(word);
            await Assertions.Expect(verifier.Known).ToContainTextAsync("sin conexión");
            await verifier.AgainAsync();
        }

        Assert.Empty(officer.Faults);
    }

    [Fact]
    public async Task A_code_seen_before_the_first_status_list_arrives_waits_for_it()
    {
        var code = await CodePage.TextOfAsync(country, People.Ana);
        await using var officer = await country.VisitAsync();
        var asked = new TaskCompletionSource<IRoute>();
        await officer.Context.RouteAsync("**/status/**", route => asked.TrySetResult(route));
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        var onItsWay = await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(Visitor.Patience));

        await verifier.PastedCode.FillAsync(code);
        await verifier.CheckButton.ClickAsync();
        await Assertions.Expect(verifier.Verdict).ToHaveCountAsync(0);
        await onItsWay.ContinueAsync();

        Assert.Equal("valid", await verifier.VerdictAsync());
    }

    [Fact]
    public async Task Nothing_that_a_forged_code_says_is_shown()
    {
        var forged = Codes.Tampered(await CodePage.TextOfAsync(country, People.Ana));
        await using var officer = await country.VisitAsync();
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        await verifier.HaveListsAsync();

        await verifier.CheckAsync(forged);

        var shown = await officer.Page.Locator("main").InnerTextAsync();
        Assert.DoesNotContain("Quiroga", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("31.456.789", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restriction_is_shown_in_the_country_s_words()
    {
        await using var officer = await country.VisitAsync();
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        await verifier.HaveListsAsync();

        await verifier.CheckAsync(await CodePage.TextOfAsync(country, People.Ana));

        await Assertions.Expect(officer.Page.Locator(".facts")).ToContainTextAsync("Con anteojos o lentes");
    }
}
