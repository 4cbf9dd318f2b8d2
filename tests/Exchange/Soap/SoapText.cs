using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>Requests as an information system writes them, and what is read of their answers.</summary>
internal static class SoapText
{
    /// <summary>The services that <see cref="SoapNodes"/> has: the one that answers, and what PR-MESS calls the first part of its body.</summary>
    public const string Service = "permit";

    public static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";
    public static readonly XNamespace Identifiers = "http://x-road.eu/xsd/identifiers";
    public static readonly XNamespace Representation = "http://x-road.eu/xsd/representation.xsd";

    /// <summary>A request of the consumer's client for the service, with every field that an answer must repeat.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="party">What stands in <c>representedParty</c>; null for none.</param>
    public static string Request(string id, string? party = "<r:partyClass>COM</r:partyClass><r:partyCode>314</r:partyCode>") => $"""
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="{XRoad}" xmlns:i="{Identifiers}" xmlns:r="{Representation}">
          <e:Header>
            <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>digital</i:memberCode><i:subsystemCode>documents</i:subsystemCode></x:client>
            <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:subsystemCode>licences</i:subsystemCode><i:serviceCode>{Service}</i:serviceCode></x:service>
            <x:userId>RP31456789</x:userId><x:issue>case 7</x:issue><x:id>{id}</x:id><x:protocolVersion>4.0</x:protocolVersion>{(party is null ? "" : $"<r:representedParty>{party}</r:representedParty>")}
          </e:Header>
          <e:Body><x:{Service}/></e:Body>
        </e:Envelope>
        """;

    /// <summary>The request alone, or with attachments.</summary>
    public static HttpContent Content(string request, params byte[][] attachments)
    {
        var message = new ByteArrayContent(Encoding.UTF8.GetBytes(request));
        message.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=UTF-8");
        if (attachments.Length == 0)
            return message;
        var multipart = new MultipartContent("related", "soap-with-attachments") { message };
        foreach (var attachment in attachments)
            multipart.Add(new ByteArrayContent(attachment) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });
        return multipart;
    }

    /// <summary>The code and the sentence of a fault; of anything else nothing.</summary>
    public static async Task<(string? Code, string? Message)> FaultAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType != "text/xml")
            return (null, null);
        var envelope = XElement.Parse(text);
        return (envelope.Descendants("faultcode").SingleOrDefault()?.Value, envelope.Descendants("faultstring").SingleOrDefault()?.Value);
    }
}
