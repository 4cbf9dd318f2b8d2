using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Cabildo.Testing;

namespace Cabildo.Samples.Tests.Health;

/// <summary>Sends envelopes to the register and reads what comes back.</summary>
internal static class SoapMessage
{
    public const string Header = """
        <x:client xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns:i="http://x-road.eu/xsd/identifiers" i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>education</i:memberCode><i:subsystemCode>schools</i:subsystemCode></x:client>
        <x:userId xmlns:x="http://x-road.eu/xsd/xroad.xsd">AR1</x:userId>
        <x:id xmlns:x="http://x-road.eu/xsd/xroad.xsd">4894e35d-bf0f-44a6-867a-8e51f1daa7e0</x:id>
        <x:protocolVersion xmlns:x="http://x-road.eu/xsd/xroad.xsd">4.0</x:protocolVersion>
        """;

    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Register = "http://vacunas.salud.example/registro";
    public static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";

    public static string Envelope(string body, string header = Header) =>
        $"""<s:Envelope xmlns:s="{Soap}"><s:Header>{header}</s:Header><s:Body xmlns="{Register}">{body}</s:Body></s:Envelope>""";

    public static async Task<(HttpStatusCode Status, XElement Envelope)> AskAsync(TestHost host, string body) =>
        await SendAsync(host, new StringContent(Envelope(body), Encoding.UTF8, "text/xml"));

    public static async Task<(HttpStatusCode Status, XElement Envelope)> SendAsync(TestHost host, HttpContent content)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsync("/vaccines", content, TestContext.Current.CancellationToken);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType!.MediaType);
        return (answer.StatusCode, XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    public static XElement Payload(this XElement envelope) => envelope.Element(Soap + "Body")!.Elements().Single();

    public static string FaultCode(this XElement envelope) => envelope.Payload().Element("faultcode")!.Value;

    public static string? Detail(this XElement envelope) => envelope.Payload().Element("detail")?.Element(Register + "code")?.Value;

    /// <summary>The schema that the description holds.</summary>
    public static async Task<XmlSchemaSet> SchemaAsync(TestHost host)
    {
        using var client = host.CreateClient();
        var description = XElement.Parse(await client.GetStringAsync("/vaccines?wsdl", TestContext.Current.CancellationToken));
        var schema = description.Descendants(XName.Get("schema", XmlSchema.Namespace)).Single();
        schema.Add(new XAttribute(XNamespace.Xmlns + "tns", Register));
        var set = new XmlSchemaSet();
        using var reader = schema.CreateReader();
        set.Add(Register.NamespaceName, reader);
        set.Compile();
        return set;
    }

    public static void ValidateAgainst(this XElement payload, XmlSchemaSet schema) =>
        new XDocument(payload).Validate(schema, (_, problem) => throw new XmlSchemaValidationException(problem.Message));
}
