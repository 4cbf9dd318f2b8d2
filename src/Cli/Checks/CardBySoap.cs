using System.Net.Http.Headers;
using System.Text;
using Cabildo.Cli.Demo;

namespace Cabildo.Cli.Checks;

/// <summary>Asks the health ministry's register, which speaks nothing but SOAP, for a child's vaccination card (PR-MESS 2).</summary>
/// <param name="node">Where the digital unit's own node takes requests.</param>
/// <param name="dni">Whose card.</param>
internal sealed class CardBySoap(Uri node, string dni)
{
    private const string Expected = "CARNET DE VACUNACI";

    /// <summary>Asks through two nodes.</summary>
    /// <returns>What came with the answer, in words.</returns>
    /// <exception cref="StepFailedException">It is not the card.</exception>
    public async Task<string> RunAsync(HttpClient http, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, node) { Content = new StringContent(Envelope(id), Encoding.UTF8, "text/xml") };
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        using var answer = await http.SendAsync(request, ct);
        // The card is Spanish text in UTF-8, as an attachment behind the envelope.
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
        var type = answer.Content.Headers.ContentType;
        if (type?.MediaType != "multipart/related" || type.Parameters.All(parameter => parameter.Name != "boundary"))
            throw new StepFailedException($"no attachment came, but {type}: {Fault(text)}");
        if (!text.Contains(id, StringComparison.Ordinal) || !text.Contains("requestHash", StringComparison.Ordinal))
            throw new StepFailedException("the answer's header does not say which request it answers");
        return text.Contains(Expected, StringComparison.Ordinal) && text.Contains("vaccinationCardResponse", StringComparison.Ordinal)
            ? $"a card of {text.Split("lote", StringSplitOptions.None).Length - 1} doses, {Size(answer.Content.Headers)} as an attachment"
            : throw new StepFailedException("what came is not the card");
    }

    private static string Size(HttpContentHeaders headers) => headers.ContentLength is { } length ? $"{length:N0} bytes" : "in pieces";

    private static string Fault(string text)
    {
        var start = text.IndexOf("<faultcode>", StringComparison.Ordinal);
        var end = text.IndexOf("</faultcode>", StringComparison.Ordinal);
        return start >= 0 && end > start ? text[(start + "<faultcode>".Length)..end] : "no fault";
    }

    private string Envelope(string id) => $"""
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns:i="http://x-road.eu/xsd/identifiers">
          <s:Header>
            <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>digital</i:memberCode><i:subsystemCode>documents</i:subsystemCode></x:client>
            <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>health</i:memberCode><i:subsystemCode>vaccines</i:subsystemCode><i:serviceCode>vaccinationCard</i:serviceCode></x:service>
            <x:id>{id}</x:id>
            <x:protocolVersion>4.0</x:protocolVersion>
          </s:Header>
          <s:Body><r:vaccinationCard xmlns:r="http://vacunas.salud.example/registro"><r:dni>{dni}</r:dni></r:vaccinationCard></s:Body>
        </s:Envelope>
        """;
}
