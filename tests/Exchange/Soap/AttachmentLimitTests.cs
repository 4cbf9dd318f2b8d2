using System.Net;
using System.Net.Http.Headers;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>Attachments beyond what a node takes (<c>Exchange:MaxBodyBytes</c>): refused by name, and the node goes on as before.</summary>
public sealed class AttachmentLimitTests
{
    private const int Limit = 100_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beyond_the_limit_of_the_consumers_node_it_is_the_clients_fault(bool isMeasured)
    {
        await using var soap = await SoapNodes.StartAsync(nodes => nodes.Consumer.Settings["Exchange:MaxBodyBytes"] = $"{Limit}");

        await AssertAsync(soap, Sent(isMeasured, Limit - 1, 2), "Client.InvalidRequest", consumer: 0, transport: 0);
        await AssertAsync(soap, Sent(isMeasured, 50 * Limit), "Client.InvalidRequest", consumer: 0, transport: 0);
        Assert.Empty(soap.Asked);
        // All of it together, to the byte.
        await AssertAsync(soap, Sent(isMeasured, Limit - 1, 1), null, consumer: 2, transport: 2);
    }

    [Fact]
    public async Task Beyond_the_limit_of_the_providers_node_the_service_is_not_asked()
    {
        await using var soap = await SoapNodes.StartAsync(nodes => nodes.Transport.Settings["Exchange:MaxBodyBytes"] = $"{Limit}");

        // What the client's side signed stays on record there, as X-Road's servers have it.
        await AssertAsync(soap, Sent(isMeasured: true, Limit + 1), "Server.ServerProxy.ServiceFailed.InvalidRequest", consumer: 1, transport: 0);
        await AssertAsync(soap, Sent(isMeasured: true, 50 * Limit), "Server.ServerProxy.ServiceFailed.InvalidRequest", consumer: 1, transport: 0);
        Assert.Empty(soap.Asked);
        await AssertAsync(soap, Sent(isMeasured: true, Limit), null, consumer: 2, transport: 2);
    }

    [Theory]
    [InlineData("Transport", "Server.ServerProxy.ServiceFailed.InvalidMessage", 1)]
    [InlineData("Consumer", "Server.ClientProxy.ServiceFailed.InvalidRequest", null)]
    public async Task Nothing_of_an_answer_beyond_the_limit_is_passed_on(string limited, string code, int? transport)
    {
        await using var soap = await SoapNodes.StartAsync(nodes =>
            (limited == "Consumer" ? nodes.Consumer : nodes.Transport).Settings["Exchange:MaxBodyBytes"] = $"{Limit}");

        foreach (var bytes in (int[])[Limit + 1, 50 * Limit])
        {
            soap.AnswerBytes = bytes;
            await AssertAsync(soap, SoapText.Content, code, consumer: 1, transport);
        }

        soap.AnswerBytes = Limit;
        await AssertAsync(soap, SoapText.Content, null, consumer: 2, transport: 2);
    }

    private static Func<string, byte[][], HttpContent> Sent(bool isMeasured, params int[] attachments) => (request, _) =>
    {
        var content = SoapText.Content(request, [.. attachments.Select(length => new byte[length])]);
        return isMeasured ? content : new Unmeasured(content);
    };

    private static async Task AssertAsync(SoapNodes soap, Func<string, byte[][], HttpContent> content, string? code, int consumer, int? transport)
    {
        var id = Guid.NewGuid().ToString();
        using var answer = await soap.AskAsync(content(SoapText.Request(id), []));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(code, (await SoapText.FaultAsync(answer)).Code);
        Assert.Equal(consumer, await SoapNodes.RecordsAsync(soap.Nodes.Consumer, id));
        // Where the consumer's node hung up, the provider's may not have signed its answer; the request is on record before long.
        for (var i = 0; transport is null && i < 100 && await SoapNodes.RecordsAsync(soap.Nodes.Transport, id) == 0; i++)
            await Task.Delay(50, Ct);
        Assert.InRange(await SoapNodes.RecordsAsync(soap.Nodes.Transport, id), transport ?? 1, transport ?? 2);
    }

    /// <summary>The same without its length, so that it comes in chunks.</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly HttpContent _inner;

        public Unmeasured(HttpContent inner)
        {
            _inner = inner;
            Headers.ContentType = MediaTypeHeaderValue.Parse(inner.Headers.ContentType!.ToString());
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream, Ct);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
