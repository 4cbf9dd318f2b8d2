using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Cabildo.Exchange.Metaservices;

namespace Cabildo.Exchange.Tests.Metaservices;

public sealed class ListClientsTests
{
    private static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_and_subsystems_are_listed_in_XML_or_JSON()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(nodes.Consumer.ClientsUrl) };

        using var xml = await http.GetAsync("/listClients", Ct);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var json = await http.GetAsync("/listClients?xRoadInstance=RP", Ct);

        Assert.Equal("text/xml; charset=UTF-8", xml.Content.Headers.ContentType?.ToString());
        var members = XElement.Parse(await xml.Content.ReadAsStringAsync(Ct)).Elements(XRoad + "member");
        Assert.Equal(
            ["RP/GOV/digital", "RP/GOV/digital/documents", "RP/GOV/transport", "RP/GOV/transport/licences"],
            members.Select(member => string.Join('/', member.Element(XRoad + "id")!.Elements().Select(part => part.Value))).Order(StringComparer.Ordinal));
        Assert.Equal("application/json; charset=utf-8", json.Content.Headers.ContentType?.ToString());
        Assert.Equal(4, JsonNode.Parse(await json.Content.ReadAsStringAsync(Ct))!["member"]!.AsArray().Count);
    }

    [Fact]
    public async Task Those_of_a_federated_instance_are_listed_where_it_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-federation-").FullName;
        await using var other = await TestCountry.StartAsync(folder, instance: "RA");
        await using var nodes = await TestNodes.StartAsync(nodes => nodes.Country.FederateWith(other));

        Assert.Contains("clientList", await nodes.Http.GetStringAsync("/listClients?xRoadInstance=RA", Ct), StringComparison.Ordinal);
        Assert.Equal("Server.ClientProxy.InternalError", await FaultAsync(await nodes.Http.GetAsync("/listClients?xRoadInstance=XX", Ct)));
    }

    [Fact]
    public async Task Neither_other_methods_nor_other_doors_list_clients()
    {
        await using var nodes = await TestNodes.StartAsync();

        using var posted = await nodes.Http.PostAsync("/listClients", new StringContent(""), Ct);
        using var http = new HttpClient();
        using var ocsp = await http.GetAsync($"http://{nodes.Consumer.Address}:{nodes.Country.OcspPort}/listClients", Ct);

        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.DoesNotContain("clientList", await ocsp.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<string> FaultAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).Descendants("faultcode").Single().Value;
    }
}
