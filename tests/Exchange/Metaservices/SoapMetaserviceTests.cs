using System.Net;
using System.Xml.Linq;
using Cabildo.Exchange.Log.Containers;
using Cabildo.XRoad.Metaservices;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Metaservices;

public sealed class SoapMetaserviceTests : IAsyncLifetime
{
    private static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";
    private MetaserviceNodes _nodes = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _nodes = await MetaserviceNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Theory]
    [InlineData("listMethods", "broken doses/v1 hidden undescribed")]
    [InlineData("allowedMethods", "doses/v1")]
    public async Task SOAP_services_are_listed_without_a_right(string metaservice, string expected)
    {
        using var answer = await _nodes.AskAsync(metaservice);

        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        var envelope = XElement.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("soap-1", envelope.Descendants(XRoad + "id").First().Value);
        Assert.Single(envelope.Descendants(XRoad + "requestHash"));
        var services = envelope.Descendants(XRoad + (metaservice + "Response")).Single().Elements(XRoad + "service");
        Assert.Equal(expected.Split(' '), services.Select(service => string.Join('/', service.Elements().Skip(4).Select(part => part.Value))));
        Assert.Equal("RP GOV transport licences", string.Join(' ', services.First().Elements().Take(4).Select(part => part.Value)));
    }

    [Fact]
    public async Task A_WSDL_comes_as_an_attachment_without_the_addresses_in_it()
    {
        using var answer = await _nodes.AskAsync("getWsdl", "<x:serviceCode>doses</x:serviceCode><x:serviceVersion>v1</x:serviceVersion>");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("multipart/related", answer.Content.Headers.ContentType?.MediaType);
        var boundary = answer.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var parts = (await answer.Content.ReadAsStringAsync(Ct)).Split($"--{boundary}");
        Assert.Equal(4, parts.Length);
        var (message, wsdl) = (Part(parts[1]), Part(parts[2]));
        Assert.Equal(["doses", "v1"], XElement.Parse(message.Content).Descendants(XRoad + "getWsdlResponse").Single().Elements().Select(element => element.Value));
        Assert.Contains("Content-ID: <wsdl=", wsdl.Headers.Replace("Content-ID:<", "Content-ID: <", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(DescribedService.Wsdl.Replace("http://127.0.9.5/inside", HiddenAddresses.Substitute, StringComparison.Ordinal), wsdl.Content);
    }

    [Theory]
    [InlineData("", "InvalidRequest")]
    [InlineData("<x:serviceCode>none</x:serviceCode>", "UnknownService")]
    [InlineData("<x:serviceCode>doses</x:serviceCode>", "UnknownService")]
    [InlineData("<x:serviceCode>undescribed</x:serviceCode>", "UnknownService")]
    [InlineData("<x:serviceCode>json</x:serviceCode>", "ServiceType")]
    [InlineData("<x:serviceCode>hidden</x:serviceCode>", "InternalError")]
    [InlineData("<x:serviceCode>broken</x:serviceCode>", "InvalidXml")]
    public async Task Where_there_is_no_WSDL_the_answer_is_a_fault_that_tells_no_address(string body, string name)
    {
        using var answer = await _nodes.AskAsync("getWsdl", body);

        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal("Server.ServerProxy." + name, XElement.Parse(text).Descendants("faultcode").Single().Value);
        Assert.DoesNotContain("127.0.9.5", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getOpenAPI", "documents", "Server.ServerProxy.UnknownService")]
    [InlineData("listMethods", "nobody", "Server.ClientProxy.UnknownMember")]
    public async Task Other_uses_are_refused(string service, string client, string error)
    {
        using var answer = await _nodes.AskAsync(service, client: client);

        Assert.Equal(error, XElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).Descendants("faultcode").Single().Value);
    }

    [Fact]
    public async Task Metaservices_are_on_record_at_both_nodes()
    {
        using var answer = await _nodes.AskAsync("getWsdl", "<x:serviceCode>doses</x:serviceCode><x:serviceVersion>v1</x:serviceVersion>");

        foreach (var node in (Node[])[_nodes.Nodes.Consumer, _nodes.Nodes.Transport])
            Assert.Equal(2, (await node.Services.GetRequiredService<FindMessages>().RunAsync(new MessageQuery("soap-1"), Ct)).Count);
    }

    private static (string Headers, string Content) Part(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (part[..end], part[(end + 4)..^2]);
    }
}
