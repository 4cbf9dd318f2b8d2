using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Cabildo.Stories.Tests.Processes;

namespace Cabildo.Stories.Tests;

/// <summary>SOAP from an information system through both nodes to the health register, and back (PR-MESS).</summary>
[Collection(RunningNodes.Name)]
public sealed class SoapExchangeTests(RunningNodes nodes)
{
    private const string Lola = "<dni>56120934</dni>";
    private static readonly byte[] Scan = [0xFF, 0xD8, .. Encoding.ASCII.GetBytes("\r\n--not-a-boundary\r\n"), 0x00, 0x80, 0xFF];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_repeats_the_header_in_its_order_and_states_the_hash_of_the_request()
    {
        var request = SoapTexts.Request(Guid.NewGuid().ToString(), "vaccinations", Lola);

        var answer = await nodes.Country.AskAsync(request);

        Assert.Equal((HttpStatusCode.OK, "vaccinationsResponse"), (answer.Status, answer.Payload.Name.LocalName));
        Assert.Equal("56120934", answer.Payload.Element(SoapTexts.Register + "person")!.Element(SoapTexts.Register + "dni")!.Value);
        var asked = XElement.Parse(request).Element(SoapTexts.Envelope + "Header")!.Elements().ToList();
        var hash = answer.Fields.Single(field => field.Name == SoapTexts.XRoad + "requestHash");
        Assert.Equal(asked.Select(field => (field.Name, field.Value)), answer.Fields.Where(field => field != hash).Select(field => (field.Name, field.Value)));
        Assert.Equal("http://www.w3.org/2001/04/xmlenc#sha512", (string?)hash.Attribute("algorithmId"));
        Assert.Equal(Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(request))), hash.Value);
        Assert.Equal(SoapTexts.XRoad + "id", hash.ElementsBeforeSelf().Last().Name);
    }

    [Fact]
    public async Task A_service_with_a_version_is_found_by_it_and_by_nothing_else()
    {
        var answer = await nodes.Country.AskAsync(SoapTexts.Request("v", "versioned/v2", ""));
        var without = await nodes.Country.AskAsync(SoapTexts.Request("v", "versioned", ""));

        Assert.Equal(SoapTexts.Answered, answer.Payload.Value);
        Assert.Equal("Server.ServerProxy.UnknownService", without.FaultCode);
    }

    [Fact]
    public async Task Attachments_go_and_come_as_they_are_and_both_logs_prove_them()
    {
        var (asked, carded) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var registered = await nodes.Country.AskAsync(
            SoapTexts.Request(asked, "registerDose", Lola + "<dose><code>VAR</code><number>2</number><date>2026-01-05</date><lot>V260001</lot><place>Posta Sur</place></dose><record href=\"cid:scan%40test\"/>"),
            ("scan@test", "image/jpeg", Scan));
        Assert.Equal("registerDoseResponse", registered.Payload.Name.LocalName);
        Assert.NotNull(registered.Payload.Element(SoapTexts.Register + "record"));
        var card = await nodes.Country.AskAsync(SoapTexts.Request(carded, "vaccinationCard", Lola));
        var href = (string?)card.Payload.Element(SoapTexts.Register + "card")!.Attribute("href");
        Assert.Contains("V260001", Encoding.UTF8.GetString(card.Attachments[href!["cid:".Length..]]), StringComparison.Ordinal);

        foreach (var (id, requests, answers) in ((string, int, int)[])[(asked, 1, 0), (carded, 0, 1)])
        {
            foreach (var node in (NodeProcess[])[nodes.Country.Consumer, nodes.Country.Provider])
            {
                Assert.Equal(requests, await DownloadedEvidence.VerifyAsync(node, id, "requestOnly", Ct));
                Assert.Equal(answers, await DownloadedEvidence.VerifyAsync(node, id, "responseOnly", Ct));
            }
        }
    }

    [Fact]
    public async Task A_fault_of_the_service_comes_with_its_own_code()
    {
        var answer = await nodes.Country.AskAsync(SoapTexts.Request("f", "vaccinations", "<dni>99999999</dni>"));

        Assert.Equal("soapenv:Client", answer.FaultCode);
        Assert.Equal("The register holds no card under this DNI.", answer.FaultString);
    }

    [Theory]
    [InlineData("unheardOf", "Server.ServerProxy.UnknownService")]
    [InlineData("closed", "Server.ServerProxy.AccessDenied")]
    [InlineData("licence", "Server.ServerProxy.ServiceType")]
    [InlineData("stopped", "Server.ServerProxy.ServiceFailed.NetworkError")]
    [InlineData("garbage", "Server.ServerProxy.ServiceFailed.InvalidXml")]
    [InlineData("html", "Server.ServerProxy.ServiceFailed.InvalidContentType")]
    [InlineData("busy", "Server.ServerProxy.ServiceFailed.HttpError")]
    [InlineData("otherClient", "Server.ServerProxy.ServiceFailed.InconsistentHeaders")]
    [InlineData("otherService", "Server.ServerProxy.ServiceFailed.InconsistentHeaders")]
    [InlineData("otherId", "Server.ServerProxy.ServiceFailed.InconsistentHeaders")]
    [InlineData("otherUser", "Server.ServerProxy.ServiceFailed.InconsistentHeaders")]
    [InlineData("otherIssue", "Server.ServerProxy.ServiceFailed.InconsistentHeaders")]
    [InlineData("noHeader", "Server.ServerProxy.ServiceFailed.MissingHeader")]
    [InlineData("notAnAnswer", "Server.ServerProxy.ServiceFailed.InvalidMessage")]
    [InlineData("huge", "Server.ServerProxy.ServiceFailed.InvalidMessage")]
    public async Task What_the_providers_side_refuses_has_X_Roads_code(string service, string code)
    {
        var answer = await nodes.Country.AskAsync(SoapTexts.Request("r", service, ""));

        Assert.Equal((HttpStatusCode.OK, code), (answer.Status, answer.FaultCode));
        Assert.True(Guid.TryParse(answer.Payload.Element("detail")!.Element("faultDetail")!.Value, out _));
    }

    [Theory]
    [InlineData("management", "4.0", "Server.ClientProxy.UnknownMember")]
    [InlineData("documents", "3.1", "Client.InvalidProtocolVersion")]
    public async Task What_the_consumers_side_refuses_has_X_Roads_code(string client, string version, string code) =>
        Assert.Equal(code, (await nodes.Country.AskAsync(SoapTexts.Request("c", "vaccinations", Lola, client, version))).FaultCode);

    [Fact]
    public async Task More_than_the_node_takes_is_told_as_the_clients_fault()
    {
        var answer = await nodes.Country.AskAsync(SoapTexts.Request("l", "registerDose", Lola), ("scan", "image/jpeg", new byte[RunningNodes.MaxBodyBytes + 1]));

        Assert.Equal("Client.InvalidRequest", answer.FaultCode);
    }
}
