using System.Net;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>The header SOAPAction, from the client's request to the service's (SOAP 1.1 §6.1.1).</summary>
public sealed class SoapActionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"urn:licences#permit\"", "\"urn:licences#permit\"")]
    [InlineData("\"permit\"", "\"permit\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public async Task It_reaches_the_service_as_it_was_sent(string? sent, string expected)
    {
        await using var soap = await SoapNodes.StartAsync();

        using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("a")), sent);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("permitResponse", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal([expected], soap.Asked.Select(asked => asked.Action));
    }

    [Theory]
    [InlineData("urn:licences#permit")]
    [InlineData("\"")]
    [InlineData("\"urn:licences permit\"")]
    [InlineData("\"urn:a\", \"urn:b\"")]
    public async Task A_malformed_one_is_the_clients_fault(string sent)
    {
        await using var soap = await SoapNodes.StartAsync();

        using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("a")), sent);

        Assert.Equal("Client.InvalidSoapAction", (await SoapText.FaultAsync(answer)).Code);
        Assert.Empty(soap.Asked);
        Assert.Equal(0, await SoapNodes.RecordsAsync(soap.Nodes.Consumer, "a"));
    }

    [Fact]
    public async Task A_malformed_one_of_another_server_is_refused_by_the_providers_node()
    {
        await using var soap = await SoapNodes.StartAsync();
        using var http = WireTests.PeerOf(soap.Nodes);
        using var message = WireTests.Post(soap.Nodes, $"--b\r\ncontent-type: text/xml\r\n\r\n{SoapText.Request("a")}\r\n--b--\r\n", soap: true);
        message.Headers.TryAddWithoutValidation("x-original-soapaction", "urn:licences#permit");

        using var answer = await http.SendAsync(message, Ct);

        Assert.Equal("Server.ServerProxy.InvalidSoapAction", await WireTests.FaultOf(answer));
    }
}
