using System.Globalization;
using Cabildo.Platform.Country;
using Cabildo.Platform.Pages;
using Cabildo.Portal.Licences;
using Cabildo.Testing;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Tests.Licences;

public sealed class ShownLicenceTests
{
    private static readonly CountryPack Pack = CountryPack.Load(Repository.File("samples/RepublicaDelPlata/pack.yaml"));
    private static readonly Texts Words = new([typeof(PagesRegistration).Assembly, typeof(PortalModule).Assembly], Pack);

    [Theory]
    // 23:30 in Buenos Aires: half past midnight is tomorrow there, and still today by the clock of UTC.
    [InlineData("America/Argentina/Buenos_Aires", "2026-11-23T02:30:00Z", "2026-11-23T03:30:00Z", "Sirve hasta mañana a las 00:30, también sin señal", "Works until tomorrow at 00:30, without signal too")]
    [InlineData("Etc/UTC", "2026-11-23T02:30:00Z", "2026-11-23T03:30:00Z", "Sirve hasta hoy a las 03:30, también sin señal", "Works until today at 03:30, without signal too")]
    // Five past midnight: a day of 24 hours ends tomorrow.
    [InlineData("America/Argentina/Buenos_Aires", "2026-11-23T03:05:00Z", "2026-11-24T03:05:00Z", "Sirve hasta mañana a las 00:05, también sin señal", "Works until tomorrow at 00:05, without signal too")]
    // The night that has 25 hours: a day from half past midnight ends the same day.
    [InlineData("Europe/Madrid", "2026-10-24T22:30:00Z", "2026-10-25T22:30:00Z", "Sirve hasta hoy a las 23:30, también sin señal", "Works until today at 23:30, without signal too")]
    // The last night of the year.
    [InlineData("Asia/Tokyo", "2026-12-31T14:30:00Z", "2026-12-31T15:30:00Z", "Sirve hasta mañana a las 00:30, también sin señal", "Works until tomorrow at 00:30, without signal too")]
    [InlineData("Etc/UTC", "2026-11-23T10:00:00Z", "2026-11-26T09:15:00Z", "Sirve hasta el 26 de noviembre de 2026 a las 09:15, también sin señal", "Works until 26 November 2026 at 09:15, without signal too")]
    public void Until_when_a_code_serves_is_said_by_the_days_of_the_place(string zone, string now, string expires, string spanish, string english)
    {
        var (at, end) = (DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture));
        var shown = Shown(zone, at);

        Assert.Equal(spanish, In("es", () => shown.Until(new LicenceCode("CBD1:", at, end))));
        Assert.Equal(english, In("en", () => shown.Until(new LicenceCode("CBD1:", at, end))));
    }

    [Theory]
    [InlineData("es", "Leída del registro a las 23:45 · último cambio: 22 de noviembre de 2026")]
    [InlineData("en", "Read from the register at 23:45 · last change: 22 November 2026")]
    public void The_freshness_of_a_licence_names_hour_and_day_of_the_place(string language, string sentence)
    {
        var shown = Shown("America/Argentina/Buenos_Aires", At("2026-11-23T02:45:00Z"));

        Assert.Equal(sentence, In(language, () => shown.Freshness(Licence("valid"))));
    }

    [Theory]
    [InlineData("valid", "valid", "Vigente", "Valid")]
    [InlineData("expired", "wait", "Vencida", "Expired")]
    [InlineData("suspended", "stop", "Suspendida", "Suspended")]
    [InlineData("withheld", "stop", "Retenida", "Withheld")]
    public void Each_status_has_its_word_and_its_look(string status, string look, string spanish, string english)
    {
        var shown = Shown("Etc/UTC", At("2026-11-23T02:45:00Z"));

        Assert.Equal(look, ShownLicence.Look(Licence(status)));
        Assert.Equal((spanish, english), (In("es", () => shown.Status(Licence(status))), In("en", () => shown.Status(Licence(status)))));
    }

    [Fact]
    public void Numbers_classes_and_restrictions_read_as_the_country_writes_them()
    {
        var shown = Shown("Etc/UTC", At("2026-11-23T02:45:00Z"));

        Assert.Equal("31.456.789", shown.Number(Licence("valid")));
        Assert.All(Pack.LicenceClasses.Keys, code => Assert.NotEqual(In("es", () => shown.Class(code)), In("en", () => shown.Class(code))));
        Assert.All(Pack.Restrictions.Keys, code => Assert.NotEqual(In("es", () => shown.Restriction(code)), In("en", () => shown.Restriction(code))));
        Assert.Equal(("Z9", "no-such"), (shown.Class("Z9"), shown.Restriction("no-such")));
    }

    private static ShownLicence Shown(string zone, DateTimeOffset now) =>
        new(Pack, Words, new Clock(Options.Create(new PortalOptions { TimeZone = zone }), new ManualTime(now)));

    private static Licence Licence(string status) => new(
        "31456789", "Quiroga Ledesma", "Ana Beatriz", new DateOnly(1985, 4, 12), [], [], new DateOnly(2024, 5, 1), new DateOnly(2029, 5, 1),
        "Municipalidad de Río Claro", status, At("2026-11-23T02:15:00Z"), At("2026-11-23T02:45:00Z"));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static string In(string language, Func<string> say)
    {
        var (before, beforePages) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforePages);
        }
    }
}
