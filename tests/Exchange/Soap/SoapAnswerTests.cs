using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>What a consumer's node makes of the signed answer of a provider's node that is none of ours.</summary>
public sealed class SoapAnswerTests
{
    private const string Id = "soap-answer";
    private const string Inconsistent = "Server.ClientProxy.ServiceFailed.InconsistentResponse";
    private static readonly XNamespace X = SoapText.XRoad;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_to_the_request_goes_to_the_client()
    {
        await using var exchange = await StartAsync(_ => { });
        using var answer = await exchange.AskAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("permitResponse", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(2, await SoapNodes.RecordsAsync(exchange.Nodes.Consumer, Id));
    }

    [Fact]
    public Task The_hash_of_another_request_is_refused() => AssertAsync(
        header => header.Element(X + "requestHash")!.Value = Convert.ToBase64String(SHA512.HashData("another"u8)),
        "Server.ClientProxy.InconsistentResponse",
        "Request message hash does not match request message");

    [Fact]
    public Task A_hash_that_proves_nothing_is_refused() => AssertAsync(
        header => header.Element(X + "requestHash")!.SetAttributeValue("algorithmId", "http://www.w3.org/2001/04/xmldsig-more#md5"),
        "Server.ClientProxy.InconsistentResponse",
        "Request message hash does not match request message");

    [Fact]
    public Task An_answer_without_a_hash_is_told_by_its_own_sentence() => AssertAsync(
        header => header.Element(X + "requestHash")!.Remove(),
        "Server.ClientProxy.InconsistentResponse",
        "Response from server proxy is missing request message hash");

    [Theory]
    [InlineData("id")]
    [InlineData("userId")]
    [InlineData("issue")]
    [InlineData("client/subsystemCode")]
    [InlineData("service/subsystemCode")]
    [InlineData("representedParty/partyCode")]
    public Task A_field_that_is_not_the_requests_is_refused(string field) => AssertAsync(
        header => Find(header, field).Value = "other", Inconsistent, "Response from server proxy is not consistent with request");

    [Theory]
    [InlineData("userId")]
    [InlineData("representedParty")]
    public Task A_field_of_the_request_that_is_missing_is_refused(string field) => AssertAsync(
        header => Find(header, field).Remove(), Inconsistent, "Response from server proxy is not consistent with request");

    [Fact]
    public async Task An_answer_that_somebody_else_signed_is_refused_before_it_is_compared()
    {
        await using var exchange = await StartAsync(header => header.Element(X + "requestHash")!.Remove(), nodes => nodes.Consumer);
        using var answer = await exchange.AskAsync();

        Assert.StartsWith("Server.ClientProxy.SignatureVerification.", (await SoapText.FaultAsync(answer)).Code, StringComparison.Ordinal);
    }

    private static async Task AssertAsync(Action<XElement> change, string code, string message)
    {
        await using var exchange = await StartAsync(change);
        using var answer = await exchange.AskAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((code, message), await SoapText.FaultAsync(answer));
        Assert.Equal([""], answer.Headers.GetValues("SOAPAction"));
        // The request stays on record; what was answered proves nothing.
        Assert.Equal(1, await SoapNodes.RecordsAsync(exchange.Nodes.Consumer, Id));
    }

    private static XElement Find(XElement header, string field) =>
        field.Split('/').Aggregate(header, (element, name) => element.Elements().Single(child => child.Name.LocalName == name));

    /// <param name="change">Changes the header of the answer before it is signed.</param>
    /// <param name="signer">Who signs; the provider if not given.</param>
    private static async Task<Exchange> StartAsync(Action<XElement> change, Func<TestNodes, Node>? signer = null)
    {
        TestNodes? running = null;
        var peer = new RawPeer(() => Answer(running!, change, signer is null ? running!.Transport : signer(running!)));
        running = await TestNodes.StartAsync(nodes => peer.Start(nodes));
        return new Exchange(running, peer);
    }

    private static string Answer(TestNodes nodes, Action<XElement> change, Node signer)
    {
        var request = SoapMessagePart.Read(Encoding.UTF8.GetBytes(SoapText.Request(Id)));
        var written = SoapMessagePart.Response(request, SoapMessagePart.Body(Encoding.UTF8.GetBytes("<permitResponse/>")));
        var envelope = XElement.Parse(Encoding.UTF8.GetString(written.Bytes.Span), LoadOptions.PreserveWhitespace);
        change(envelope.Elements().First());
        var part = SoapMessagePart.Read(Encoding.UTF8.GetBytes(envelope.ToString(SaveOptions.DisableFormatting)));
        var signature = signer.SignerUnder(nodes.Country).Sign(new SignableMessage(SHA512.HashData(part.Bytes.Span)));

        using var body = new MemoryStream();
        var writer = new TransportWriter(body, "b");
        writer.WriteMessage(part, PartHeaders.OfType("text/xml; charset=UTF-8"));
        writer.WriteSignature(signature);
        writer.CompleteAsync(Ct).GetAwaiter().GetResult();
        return $"HTTP/1.1 200 OK\r\nContent-Type: {TransportFormat.ContentType("b")}\r\nx-hash-algorithm: SHA-512\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body.ToArray())}";
    }

    private sealed record Exchange(TestNodes Nodes, RawPeer Peer) : IAsyncDisposable
    {
        public Task<HttpResponseMessage> AskAsync() => Nodes.Http.PostAsync("/", SoapText.Content(SoapText.Request(Id)), Ct);

        public async ValueTask DisposeAsync()
        {
            await Peer.DisposeAsync();
            await Nodes.DisposeAsync();
        }
    }
}
