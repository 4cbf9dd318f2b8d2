using System.Net;
using Cabildo.Cli.Checks;
using Cabildo.Stories.Tests.Support;

namespace Cabildo.Stories.Tests;

/// <summary>People whose licence is not as they wish: each page says what is the matter and what to do.</summary>
public sealed class PeopleTests(Country country)
{
    private const string Gladys = "17422908";
    private const string Diego = "35870021";

    [Theory]
    [InlineData("es", "No hay una licencia a tu nombre", "pide un turno en tu municipio")]
    [InlineData("en", "There is no licence in your name", "book an appointment at your town hall")]
    public async Task A_person_without_licence_reads_how_to_get_one(string language, string what, string @do)
    {
        using var citizen = new Citizen(language);
        await citizen.SignInAsync(country.Demo, Gladys);

        foreach (var path in new[] { "/documents", "/documents/licence", "/documents/licence/qr" })
        {
            var page = await citizen.PageAsync(country.Demo, path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(what, page.Text, StringComparison.Ordinal);
            Assert.Contains(@do, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("data-code-text", page.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("es", "La licencia está retenida", "dice dónde y cuándo se devuelve", "La licencia fue retenida en un control.")]
    [InlineData("en", "This licence is withheld", "says where and when it is returned", "This licence was withheld at a roadside check.")]
    public async Task A_withheld_licence_is_shown_and_its_code_is_not(string language, string what, string @do, string notice)
    {
        using var citizen = new Citizen(language);
        await citizen.SignInAsync(country.Demo, Diego);

        var licence = await citizen.LicenceAsync(country.Demo);
        var code = await citizen.CodeAsync(country.Demo);

        Assert.Equal(HttpStatusCode.OK, licence.Status);
        Assert.Contains(notice, licence.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/documents/licence/qr", licence.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, code.Status);
        Assert.Contains(what, code.Text, StringComparison.Ordinal);
        Assert.Contains(@do, code.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-code-text", code.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("28104377", "es", "status-pill--stop", "No habilita a conducir hasta que el registro levante la suspensión.")]
    [InlineData("28104377", "en", "status-pill--stop", "It does not allow driving until the register lifts the suspension.")]
    [InlineData("10233418", "es", "status-pill--wait", "Para conducir hay que renovarla.")]
    [InlineData("10233418", "en", "status-pill--wait", "Renew it before you drive.")]
    public async Task A_licence_that_does_not_serve_says_so_beside_it(string dni, string language, string pill, string sentence)
    {
        using var citizen = new Citizen(language);
        await citizen.SignInAsync(country.Demo, dni);

        var page = await citizen.LicenceAsync(country.Demo);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(pill, page.Html, StringComparison.Ordinal);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }
}
