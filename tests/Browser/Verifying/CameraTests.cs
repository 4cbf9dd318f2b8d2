using System.Text.RegularExpressions;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Verifying;

public sealed partial class CameraTests(RunningCountry country)
{
    [Theory]
    [InlineData(People.Ana, "valid", "Válida")]
    [InlineData(People.SuspendedByCourt, "suspended", "Suspendida")]
    [InlineData(People.Expired, "expired", "Vencida")]
    public async Task With_the_network_off_the_camera_reads_the_code_and_the_verdict_says_how_it_is_known(string dni, string verdict, string word)
    {
        using var folder = new TemporaryFolder();
        var (film, _) = await Film.OfAsync(country, dni, folder.Path);
        await using var officer = await country.VisitWithCameraAsync(film);
        var verifier = new VerifierPage(officer.Page, country);

        await verifier.OpenAsync();
        Assert.Equal(verdict, await verifier.VerdictAsync());
        await officer.Context.SetOfflineAsync(true);
        await officer.Page.ReloadAsync();

        Assert.Equal(verdict, await verifier.VerdictAsync());
        await Assertions.Expect(verifier.Word).ToHaveTextAsync(word);
        await Assertions.Expect(verifier.Known).ToHaveTextAsync(SignatureAndFreshStateWithoutNetwork());
        Assert.Empty(officer.Faults);
    }

    // The newer of list and code counts, and here either may be.
    [GeneratedRegex("^Firma comprobada · (?:lista de estados de|estado que dio el registro al hacer el código,) hace (?:menos de )?1 min · sin conexión$", RegexOptions.None, 1000)]
    private static partial Regex SignatureAndFreshStateWithoutNetwork();
}
