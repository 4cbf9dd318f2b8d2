using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cabildo.HealthRegister;
using Cabildo.HealthRegister.Filling;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.Stories.Tests.Processes;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Stories.Tests;

/// <summary>SOAP 4.0 with attachments from a client through two nodes, each a process, to an old register and back.</summary>
public sealed class SoapProcessesTests
{
    private const string Lola = "56120934";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_with_attachments_go_signed_both_ways_and_what_is_downloaded_proves_them()
    {
        await using var country = await TwoNodes.CreateAsync(Ct);
        await using var register = await RegisterAsync(country);
        country.Provider.More = Services(country);
        await country.StartAsync(Ct);
        using var client = new SoapClient(country.Consumer.ClientsUrl);

        // Without attachments: the header comes back in its order, with the hash of the request put in by the provider's server.
        var asked = SoapClient.Envelope("q-1", "vaccinations", $"<r:dni>{Lola}</r:dni>");
        var told = await client.AskAsync(asked, null, Ct);
        Assert.Equal((HttpStatusCode.OK, null), (told.Status, told.FaultCode));
        Assert.Equal("vaccinationsResponse", told.Payload.Name.LocalName);
        Assert.Equal(
            ["client RPGOVdigitaldocuments", "service RPGOVtransportlicencesvaccinations", "userId AR-20123456786", "id q-1", "issue 2026/17", "protocolVersion 4.0"],
            told.Fields.Where(field => field.Name != "requestHash").Select(field => $"{field.Name} {field.Text}"));
        var hash = told.Envelope.Descendants(SoapClient.XRoad + "requestHash").Single();
        Assert.Equal("http://www.w3.org/2001/04/xmlenc#sha512", hash.Attribute("algorithmId")!.Value);
        Assert.Equal(Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(asked))), hash.Value);

        // An attachment in the answer, and one in the request.
        var card = await client.AskAsync(SoapClient.Envelope("q-2", "vaccinationCard", $"<r:dni>{Lola}</r:dni>"), null, Ct);
        Assert.Equal("vaccinationCardResponse", card.Payload.Name.LocalName);
        Assert.Contains("CARNET DE VACUNACIÓN", Encoding.UTF8.GetString(card.Attachment!), StringComparison.Ordinal);
        const string dose = $"<r:dni>{Lola}</r:dni><r:dose><r:code>VAR</r:code><r:number>2</r:number><r:date>2026-11-01</r:date><r:lot>L-7</r:lot><r:place>Centro 3</r:place></r:dose><r:record href=\"cid:record\"/>";
        var registered = await client.AskAsync(SoapClient.Envelope("q-3", "registerDose", dose), [0x89, 0x50, 0x4E, 0x47, .. RandomNumberGenerator.GetBytes(300_000)], Ct);
        Assert.Equal("registerDoseResponse", registered.Payload.Name.LocalName);
        Assert.NotNull(registered.Payload.Element(SoapClient.Register + "record"));

        // The register's own fault goes to the client as it is (PR-MESS 2.5).
        var twice = await client.AskAsync(SoapClient.Envelope("q-4", "registerDose", dose), [1, 2, 3], Ct);
        Assert.EndsWith("Client", twice.FaultCode, StringComparison.Ordinal);
        Assert.Contains("has this dose already", twice.Payload.Element("faultstring")!.Value, StringComparison.Ordinal);

        await AssertProvenAsync(country, "q-2");
        await AssertProvenAsync(country, "q-3");
        Assert.Equal(0, (await country.Provider.VerifyLogAsync(Ct)).Code);
        Assert.Equal(0, (await country.Consumer.VerifyLogAsync(Ct)).Code);
    }

    [Fact]
    public async Task What_cannot_be_answered_is_told_by_the_codes_of_the_protocol()
    {
        await using var country = await TwoNodes.CreateAsync(Ct);
        await using var odd = await OddServicesAsync(country);
        country.Provider.More = Services(country) + "\n  MaxBodyBytes: 400000";
        country.Consumer.More = "  MaxBodyBytes: 200000";
        await country.StartAsync(Ct);
        using var client = new SoapClient(country.Consumer.ClientsUrl);

        // Of the client's own doing.
        Assert.Equal("Server.ClientProxy.UnknownMember", await FaultAsync(SoapClient.Envelope("f-1", "vaccinations", "", subsystem: "nobody")));
        Assert.Equal("Client.InvalidProtocolVersion", await FaultAsync(SoapClient.Envelope("f-2", "vaccinations", "", version: "3.0")));
        Assert.Equal("Client.InvalidXml", await FaultAsync("<s:Envelope"));
        Assert.Equal("Client.InvalidRequest", await FaultAsync(SoapClient.Envelope("f-3", "vaccinations", ""), new byte[300_000]));

        // Of the provider's server.
        Assert.Equal("Server.ServerProxy.UnknownService", await FaultAsync(SoapClient.Envelope("f-4", "nothing", "")));
        Assert.Equal("Server.ServerProxy.AccessDenied", await FaultAsync(SoapClient.Envelope("f-5", "forbidden", "")));
        Assert.Equal("Server.ServerProxy.NetworkError", await FaultAsync(SoapClient.Envelope("f-6", "absent", "")));

        // Of the service.
        Assert.StartsWith("Server.ServerProxy.ServiceFailed.", await FaultAsync(SoapClient.Envelope("f-7", "garbage", "")), StringComparison.Ordinal);
        Assert.Equal("Server.ServerProxy.ServiceFailed.InvalidContentType", await FaultAsync(SoapClient.Envelope("f-8", "html", "")));
        Assert.Equal("Server.ServerProxy.ServiceFailed.InconsistentHeaders", await FaultAsync(SoapClient.Envelope("f-9", "another", "")));

        async Task<string?> FaultAsync(string envelope, byte[]? attachment = null) => (await client.AskAsync(envelope, attachment, Ct)).FaultCode;
    }

    private static async Task AssertProvenAsync(TwoNodes country, string id)
    {
        using var http = new HttpClient { BaseAddress = country.Consumer.ClientsUrl };
        http.DefaultRequestHeaders.Add("X-Road-Client", country.Consumer.Client.ToString());
        var verifier = new EvidenceVerifier(ConfigurationFolder.Read(Path.Combine(country.Consumer.Folder, "globalconf")));
        foreach (var which in (string[])["requestOnly", "responseOnly"])
        {
            var container = await http.GetByteArrayAsync(
                $"/asic?queryId={id}&xRoadInstance=RP&memberClass=GOV&memberCode=digital&subsystemCode=documents&unique&{which}", Ct);
            var verdict = verifier.Verify(new MemoryStream(container));
            Assert.True(verdict.IsValid, $"{id} {which}: {verdict}");
        }
    }

    private static string Services(TwoNodes country)
    {
        var register = country.Service.GetLeftPart(UriPartial.Authority);
        var services = string.Concat(new[] { "vaccinations", "vaccinationCard", "registerDose" }.Select(code => Service(code, $"{register}/vaccines")));
        var odd = string.Concat(new[] { "garbage", "html", "another" }.Select(code => Service(code, $"{register}/{code}")));
        return $"""
              Services:
            {services}{odd}{Service("absent", "http://127.0.0.1:9")}    - {"{"} Id: RP/GOV/transport/licences/forbidden, Kind: Soap, Urls: ['{register}/vaccines'] {"}"}
            """;
    }

    private static string Service(string code, string url) =>
        $"    - {{ Id: RP/GOV/transport/licences/{code}, Kind: Soap, Urls: ['{url}'], Grants: [{{ Client: RP/GOV/digital/documents }}] }}\n";

    private static async Task<WebApplication> RegisterAsync(TwoNodes country)
    {
        var app = HealthRegisterApplication.Build(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = country.Service.GetLeftPart(UriPartial.Authority),
            ["Database"] = $"Data Source={country.Folder}/health.db",
            ["KeyRing:Certificate"] = Path.Combine(country.Folder, "keyring.pfx"),
            ["Log:Level"] = "Warning",
        });
        await app.StartAsync(Ct);
        await app.Services.GetRequiredService<FillRegister>().RunAsync(DemoPeople.Load(CountryFolder.People), 300, null, Ct);
        return app;
    }

    // Services that answer what they must not.
    private static async Task<WebApplication> OddServicesAsync(TwoNodes country)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(country.Service.GetLeftPart(UriPartial.Authority));
        var app = builder.Build();
        app.MapPost("/garbage", () => Results.Bytes("<s:Envelope xmlns:s="u8.ToArray(), "text/xml; charset=utf-8"));
        app.MapPost("/html", () => Results.Text("<html>Down for maintenance</html>", "text/html"));
        app.MapPost("/another", async (HttpContext context) =>
        {
            using var text = new StreamReader(context.Request.Body);
            var request = await text.ReadToEndAsync(context.RequestAborted);
            return Results.Text(request.Replace("<x:id>f-9<", "<x:id>f-10<", StringComparison.Ordinal).Replace("r:another", "r:anotherResponse", StringComparison.Ordinal), "text/xml", Encoding.UTF8);
        });
        await app.StartAsync(Ct);
        return app;
    }
}
