using System.Net.Http.Headers;
using System.Text;

namespace Cabildo.Exchange.Tests.Metaservices;

/// <summary>Two nodes, the provider's with services of both kinds that are described in every way.</summary>
internal sealed class MetaserviceNodes : IAsyncDisposable
{
    private MetaserviceNodes(TestNodes nodes, DescribedService register) => (Nodes, Register) = (nodes, register);

    public TestNodes Nodes { get; }

    public DescribedService Register { get; }

    public static async Task<MetaserviceNodes> StartAsync(Action<TestNodes>? configure = null)
    {
        var register = await new DescribedService().StartAsync();
        var nodes = await TestNodes.StartAsync(nodes =>
        {
            Describe(nodes.Transport.Settings, register.Url);
            configure?.Invoke(nodes);
        });
        return new MetaserviceNodes(nodes, register);
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        await Register.DisposeAsync();
    }

    /// <summary>Sends a SOAP request of the consumer's client to the provider.</summary>
    public async Task<HttpResponseMessage> AskAsync(string service, string body = "", string client = "documents")
    {
        var message = $"""
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns:i="http://x-road.eu/xsd/identifiers">
              <e:Header>
                <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>digital</i:memberCode><i:subsystemCode>{client}</i:subsystemCode></x:client>
                <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:subsystemCode>licences</i:subsystemCode><i:serviceCode>{service}</i:serviceCode></x:service>
                <x:id>soap-1</x:id><x:protocolVersion>4.0</x:protocolVersion>
              </e:Header>
              <e:Body><x:{service}>{body}</x:{service}></e:Body>
            </e:Envelope>
            """;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=UTF-8");
        return await Nodes.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = content, Headers = { { "SOAPAction", "\"\"" } } }, TestContext.Current.CancellationToken);
    }

    private static void Describe(Dictionary<string, string?> settings, string register)
    {
        string[] rest = ["json", "yaml", "untyped.json", "moved", "old", "long", "slow", "missing"];
        foreach (var (code, i) in rest.Select((code, i) => (code, i + 3)))
        {
            settings[$"Exchange:Services:{i}:Id"] = $"{TestNodes.Provider}/{code}";
            settings[$"Exchange:Services:{i}:Urls:0"] = register;
            settings[$"Exchange:Services:{i}:DescriptionUrl"] = $"{register}/{code}";
            settings[$"Exchange:Services:{i}:Timeout"] = "00:00:02";
        }

        settings["Exchange:Services:12:Id"] = TestNodes.Provider + "/down";
        settings["Exchange:Services:12:Urls:0"] = register;
        settings["Exchange:Services:12:DescriptionUrl"] = "http://127.0.9.5:9/openapi.json";
        settings["Exchange:Services:1:Endpoints:0:Method"] = "GET";
        settings["Exchange:Services:1:Endpoints:0:Path"] = "/public/list";
        settings["Exchange:Services:1:Endpoints:1:Method"] = "POST";
        settings["Exchange:Services:1:Endpoints:1:Path"] = "/public/list";
        Soap(settings, 20, "doses/v1", register, $"{register}/wsdl?of=doses");
        settings["Exchange:Services:20:Grants:0:Client"] = TestNodes.Client;
        Soap(settings, 21, "hidden", register, $"{register}/wsdl?of=nothing");
        settings["Exchange:Services:21:Grants:0:Client"] = TestNodes.Client;
        settings["Exchange:Services:21:Grants:0:Fields:0"] = "a";
        Soap(settings, 22, "broken", register, $"{register}/json");
        Soap(settings, 23, "undescribed", register, description: null);
    }

    private static void Soap(Dictionary<string, string?> settings, int index, string code, string register, string? description)
    {
        settings[$"Exchange:Services:{index}:Id"] = $"{TestNodes.Provider}/{code}";
        settings[$"Exchange:Services:{index}:Kind"] = "Soap";
        settings[$"Exchange:Services:{index}:Urls:0"] = register;
        settings[$"Exchange:Services:{index}:DescriptionUrl"] = description;
    }
}
