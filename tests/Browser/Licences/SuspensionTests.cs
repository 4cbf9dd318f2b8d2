using Cabildo.Browser.Tests.Surroundings;
using Cabildo.Browser.Tests.Verifying;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Licences;

public sealed class SuspensionTests(RunningCountry country)
{
    [Fact]
    public async Task A_suspension_at_the_register_s_desk_is_in_the_portal_at_once_and_at_the_roadside_within_a_minute()
    {
        var code = await CodePage.TextOfAsync(country, People.Ana);
        await using var officer = await country.VisitAsync();
        var verifier = new VerifierPage(officer.Page, country);
        await verifier.OpenAsync();
        await verifier.HaveListsAsync();
        Assert.Equal("valid", await verifier.CheckAsync(code));

        await ChangeAsync("suspended", "court-order");
        try
        {
            await using var holder = await country.VisitAsync(new() { SignedInAs = People.Ana });
            await holder.GoAsync(country.At.Portal, "/documents/licence");
            await Assertions.Expect(holder.Page.Locator(".status-pill--stop")).ToHaveTextAsync("Suspendida");
            await Assertions.Expect(holder.Page.Locator(".govuk-warning-text__text")).ToContainTextAsync("La licencia está suspendida");

            await verifier.CheckUntilAsync(code, officer.Page.Locator("[data-verdict=suspended]"));
            await Assertions.Expect(verifier.Word).ToHaveTextAsync("Suspendida");
            await Assertions.Expect(verifier.Known).ToHaveTextAsync("Firma comprobada · lista de estados de hace menos de 1 min · con conexión");
        }
        finally
        {
            await ChangeAsync("valid", reason: null);
        }

        await verifier.CheckUntilAsync(code, officer.Page.Locator("[data-verdict=valid]"));
    }

    [Fact]
    public async Task The_register_s_desk_refuses_a_wrong_key_and_changes_nothing()
    {
        await using var clerk = await country.VisitAsync();
        var desk = new RegisterDesk(clerk.Page, country);
        await desk.OpenAsync(People.FirstLicence);
        await desk.ChangeAsync("suspended", "court-order", "not the key");
        await Assertions.Expect(desk.Problem).ToContainTextAsync("La clave del operador no es correcta");

        await desk.OpenAsync(People.FirstLicence);
        await Assertions.Expect(clerk.Page.Locator("#status-valid")).ToBeCheckedAsync();
    }

    private async Task ChangeAsync(string status, string? reason)
    {
        await using var clerk = await country.VisitAsync();
        var desk = new RegisterDesk(clerk.Page, country);
        await desk.OpenAsync();
        await desk.FindAsync(People.Ana);
        await desk.ChangeAsync(status, reason, country.Secrets.OperatorKey);
        await Assertions.Expect(desk.Saved).ToBeVisibleAsync();
    }
}
