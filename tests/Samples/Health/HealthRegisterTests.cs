using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Filling;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Samples.Tests.Health;

public sealed class HealthRegisterTests
{
    private const string Lola = "56120934";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_childs_doses_are_told_and_the_one_she_misses_is_not_among_them(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.HealthAsync(database);

        var (status, envelope) = await SoapMessage.AskAsync(host, $"<vaccinations><dni>{Lola}</dni></vaccinations>");

        var doses = envelope.Payload().Elements(SoapMessage.Register + "dose").Select(dose => dose.Element(SoapMessage.Register + "code")!.Value + dose.Element(SoapMessage.Register + "number")!.Value).ToList();
        Assert.Equal((HttpStatusCode.OK, "vaccinationsResponse"), (status, envelope.Payload().Name.LocalName));
        Assert.Contains("MMR2", doses);
        Assert.Contains("VAR1", doses);
        Assert.DoesNotContain("VAR2", doses);
        envelope.Payload().ValidateAgainst(await SoapMessage.SchemaAsync(host));
    }

    [Fact]
    public async Task The_header_fields_of_the_request_come_back_as_they_were()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database);

        var (_, answer) = await SoapMessage.AskAsync(host, $"<vaccinations><dni>{Lola}</dni></vaccinations>");
        var (_, fault) = await SoapMessage.AskAsync(host, "<vaccinations><dni>99999999</dni></vaccinations>");

        var sent = XElement.Parse($"<h>{SoapMessage.Header}</h>").Elements().ToList();
        foreach (var envelope in (XElement[])[answer, fault])
        {
            var echoed = envelope.Element(SoapMessage.Soap + "Header")!.Elements().ToList();
            Assert.Equal(sent.ConvertAll(field => field.ToString(SaveOptions.DisableFormatting)), echoed.ConvertAll(field => field.ToString(SaveOptions.DisableFormatting)));
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pythons_http_client_registers_a_dose_with_its_scan_and_reads_the_card(DatabaseEngine engine)
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python), "There is no python3 (apt install python3).");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.HealthAsync(database);
        var script = Path.Combine(AppContext.BaseDirectory, "Health", "soap-client.py");

        var said = await RunAsync(python, script, host.Address.Host, host.Address.Port.ToString(CultureInfo.InvariantCulture), Lola);

        Assert.Equal(
            """
            registered 200 ['userId', 'id', 'protocolVersion']
            card 200 multipart/related text/plain True
            dose

            """, said.ReplaceLineEndings("\n"));
        await using var register = await host.App.Services.GetRequiredService<IDbContextFactory<RegisterContext>>().CreateDbContextAsync(Ct);
        var record = await register.Records.SingleAsync(Ct);
        Assert.Equal(("image/png", 2056, "VAR", 2), (record.MediaType, record.Content.Length, record.Vaccine, record.Number));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2], record.Content[..11]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Doses_that_come_at_the_same_moment_are_all_kept(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await RegisterHosts.HealthAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => SoapMessage.AskAsync(host, Dose("HPV", number))));
        var again = await SoapMessage.AskAsync(host, Dose("HPV", 3));

        var (_, card) = await SoapMessage.AskAsync(host, $"<vaccinations><dni>{Lola}</dni></vaccinations>");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(4, card.Descendants(SoapMessage.Register + "code").Count(code => code.Value == "HPV"));
        Assert.Equal((HttpStatusCode.InternalServerError, "already-registered"), (again.Status, again.Envelope.Detail()));
    }

    [Theory]
    [InlineData("<dni>56120934</dni><dose><code>NADA</code><number>1</number><date>2026-01-01</date><lot>1</lot><place>x</place></dose>", "vaccine-unknown")]
    [InlineData("<dni>56120934</dni><dose><code>FLU</code><number>0</number><date>2026-01-01</date><lot>1</lot><place>x</place></dose>", "number-wrong")]
    [InlineData("<dni>56120934</dni><dose><code>FLU</code><number>2</number><date>2016-01-01</date><lot>1</lot><place>x</place></dose>", "date-wrong")]
    [InlineData("<dni>56120934</dni><dose><code>FLU</code><number>2</number><date>2126-01-01</date><lot>1</lot><place>x</place></dose>", "date-wrong")]
    [InlineData("<dni>56120934</dni><dose><code>FLU</code><number>2</number><date>2026-01-01</date><lot></lot><place>x</place></dose>", "lot-or-place-wrong")]
    [InlineData("<dni>56120934</dni><dose><code>FLU</code><number>2</number><date>2026-01-01</date><lot>1</lot><place>x</place></dose><record href=\"cid:none\"/>", "record-missing")]
    [InlineData("<dni>56120934</dni>", "vaccine-unknown")]
    [InlineData("<dni>1</dni>", "dni-wrong")]
    [InlineData("<dni>99999998</dni>", "no-card")]
    [InlineData("", "dni-wrong")]
    public async Task What_cannot_be_registered_is_a_fault_that_says_why(string content, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, cards: 20);

        var (status, envelope) = await SoapMessage.AskAsync(host, $"<registerDose>{content}</registerDose>");

        Assert.Equal((HttpStatusCode.InternalServerError, "soapenv:Client", code), (status, envelope.FaultCode(), envelope.Detail()));
    }

    [Fact]
    public async Task The_description_says_where_the_service_is_and_what_it_does()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, cards: 20);
        using var client = host.CreateClient();

        var description = XElement.Parse(await client.GetStringAsync("/vaccines?WSDL", Ct));
        using var without = await client.GetAsync("/vaccines", Ct);

        XNamespace wsdl = "http://schemas.xmlsoap.org/wsdl/";
        Assert.Equal(["vaccinations", "vaccinationCard", "registerDose"], description.Element(wsdl + "portType")!.Elements().Select(operation => operation.Attribute("name")!.Value));
        Assert.Equal($"{host.Address}vaccines", description.Descendants(XName.Get("address", "http://schemas.xmlsoap.org/wsdl/soap/")).Single().Attribute("location")!.Value);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Fact]
    public async Task A_full_register_has_twenty_thousand_cards_the_same_on_every_machine()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, FillRegister.Cards);
        await using var register = await host.App.Services.GetRequiredService<IDbContextFactory<RegisterContext>>().CreateDbContextAsync(Ct);

        Assert.Equal(20_000, await register.Cards.CountAsync(Ct));
        var first = CardGenerator.Of(RepublicaDelPlata.People.Population.At(115_000), new DateOnly(2026, 11, 22)).First();
        Assert.Equal(("BCG", 1, new DateOnly(2019, 5, 4), "B191294", "Posta Sanitaria Norte"), (first.Code, first.Number, first.Date, first.Lot, first.Place));
    }

    private static string Dose(string code, int number) =>
        $"<registerDose><dni>{Lola}</dni><dose><code>{code}</code><number>{number}</number><date>2026-11-20</date><lot>L1</lot><place>Posta</place></dose></registerDose>";

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return await output + await errors;
    }
}
