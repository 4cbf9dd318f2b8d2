using System.Net;
using System.Xml.Linq;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>On whose behalf a client asks (PR-THIRDPARTY): it changes no right, and is the service's to judge.</summary>
public sealed class RepresentedPartyTests
{
    private static readonly XName Party = SoapText.Representation + "representedParty";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reaches_the_service_and_comes_back_with_the_answer()
    {
        await using var soap = await SoapNodes.StartAsync();

        using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("p")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<r:representedParty><r:partyClass>COM</r:partyClass><r:partyCode>314</r:partyCode></r:representedParty>", soap.Asked.Single().Body, StringComparison.Ordinal);
        var read = SoapMessagePart.Read(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(new RepresentedParty("COM", "314"), read.Header!.RepresentedParty);
        foreach (var node in (Node[])[soap.Nodes.Consumer, soap.Nodes.Transport])
            Assert.Equal(2, await SoapNodes.RecordsAsync(node, "p"));
    }

    [Fact]
    public async Task A_class_is_not_needed_and_nobody_need_be_represented()
    {
        await using var soap = await SoapNodes.StartAsync();

        foreach (var party in (string?[])["<r:partyCode>314</r:partyCode>", null])
        {
            using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("p", party)));
            Assert.Equal((null, null), await SoapText.FaultAsync(answer));
        }

        Assert.Equal(2, soap.Asked.Count);
    }

    [Theory]
    [InlineData("<r:partyClass>COM</r:partyClass>", "Client.MissingHeaderField")]
    [InlineData("<r:partyCode>1</r:partyCode><r:partyCode>2</r:partyCode>", "Client.DuplicateHeaderField")]
    [InlineData("<r:partyCode>1</r:partyCode></r:representedParty><r:representedParty><r:partyCode>2</r:partyCode>", "Client.DuplicateHeaderField")]
    public async Task One_that_could_be_read_in_two_ways_is_the_clients_fault(string party, string code)
    {
        await using var soap = await SoapNodes.StartAsync();

        using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("p", party)));

        Assert.Equal(code, (await SoapText.FaultAsync(answer)).Code);
        Assert.Empty(soap.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_answers_for_somebody_else_has_failed(bool named)
    {
        await using var soap = await SoapNodes.StartAsync();
        soap.Change = envelope =>
        {
            if (named)
                envelope.Descendants(SoapText.Representation + "partyCode").Single().Value = "271";
            else
                envelope.Descendants(Party).Single().Remove();
        };

        using var answer = await soap.AskAsync(SoapText.Content(SoapText.Request("p")));

        Assert.Equal(
            ("Server.ServerProxy.ServiceFailed.InconsistentHeaders", "Field 'representedParty' does not match in request and response."),
            await SoapText.FaultAsync(answer));
    }
}
