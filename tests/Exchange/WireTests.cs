using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Tests;

/// <summary>What goes over the wire between two nodes, seen from either side by something that is no node.</summary>
public sealed class WireTests
{
    private const string Target = "/r1/" + TestNodes.Provider + "/licence/31456789";
    private const string Part = "GET\r\n" + Target + "\r\nx-road-client:" + TestNodes.Client + "\r\nx-road-id:m\r\nx-road-request-id:r\r\n";
    private const string Message = "--b\r\ncontent-type: application/x-road-rest-request\r\n\r\n" + Part;
    private const string End = "\r\n--b--\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consumers_node_sends_the_bytes_of_the_protocol()
    {
        await using var peer = new RawPeer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            peer.Start(nodes);
        });
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Id", "m");
        using var sent = await nodes.Http.PostAsync(Target, new StringContent("body", MediaTypeHeaderValue.Parse("text/plain")), Ct);
        var message = await peer.Received;

        Assert.StartsWith("POST / HTTP/1.1\r\n", message, StringComparison.Ordinal);
        var boundary = Find(message, "(?m)^Content-Type: multipart/mixed; charset=UTF-8; boundary=(?<found>xtop[A-Za-z]{30})\r$");
        var id = Find(message, "(?m)^x-road-request-id: (?<found>[0-9a-f-]{36})\r$");
        Assert.Contains("\r\nx-hash-algorithm: SHA-512\r\n", message, StringComparison.Ordinal);
        Assert.Contains("\r\nx-road-message-type: REST\r\n", message, StringComparison.Ordinal);
        Assert.Contains("\r\nx-original-content-type: text/plain\r\n", message, StringComparison.Ordinal);
        Assert.Contains("\r\nx-proxy-version: 7.8.0\r\n", message, StringComparison.Ordinal);
        var sentParts = WithoutOcsp(Unchunk(message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]), boundary);
        Assert.StartsWith(
            $"\r\n--{boundary}\r\ncontent-type: application/x-road-rest-request\r\n\r\n"
            + $"POST\r\n{Target}\r\nContent-Type:text/plain\r\nX-Road-Client:{TestNodes.Client}\r\nX-Road-Id:m\r\nx-road-request-id:{id}\r\n"
            + $"\r\n--{boundary}\r\ncontent-type: application/x-road-rest-body\r\n\r\nbody\r\n--{boundary}\r\n",
            sentParts,
            StringComparison.Ordinal);
        Assert.Equal(
            ["application/x-road-rest-request", "application/x-road-rest-body", "application/hash-chain-result", "application/hash-chain", "signature/bdoc-1.0/ts"],
            TypesOf(sentParts, boundary));
        Assert.EndsWith($"\r\n--{boundary}--\r\n", sentParts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_providers_node_answers_with_the_bytes_of_the_protocol()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);

        using var answer = await http.SendAsync(Post(nodes, Message + Signature(nodes) + End), Ct);

        var boundary = Find(answer.Content.Headers.ContentType!.ToString(), "^multipart/mixed; charset=UTF-8; boundary=(?<found>xtop[A-Za-z]{30})$");
        Assert.Equal(["SHA-512"], answer.Headers.GetValues("x-hash-algorithm"));
        var text = await answer.Content.ReadAsStringAsync(Ct);
        var date = Find(text, "\r\nDate:(?<found>[^\r]+)\r\n");
        Assert.StartsWith(
            $"--{boundary}\r\ncontent-type: application/x-road-rest-response\r\n\r\n"
            + $"200\r\nOK\r\nDate:{date}\r\nContent-Type:application/json; charset=utf-8\r\n"
            + $"x-road-id:m\r\nx-road-client:{TestNodes.Client}\r\nx-road-service:{TestNodes.Provider}/licence\r\nx-road-request-id:r\r\n"
            + $"x-road-request-hash:{RequestHash.Of(Encoding.UTF8.GetBytes(Part), default)}\r\n"
            + $"\r\n--{boundary}\r\ncontent-type: application/x-road-rest-body\r\n\r\n{{\"number\":\"31456789\"}}\r\n--{boundary}\r\n",
            text,
            StringComparison.Ordinal);
        Assert.Equal(
            ["application/x-road-rest-response", "application/x-road-rest-body", "application/hash-chain-result", "application/hash-chain", "signature/bdoc-1.0/ts"],
            TypesOf(text, boundary));
    }

    [Theory]
    [InlineData("multipart/mixed; boundary=b", "hello", "ServiceFailed.MimeParsingFailed")]
    [InlineData("multipart/mixed; boundary=b", Message, "ServiceFailed.MimeParsingFailed")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n--b\r\ncontent-type: application/x-road-rest-body\r\n\r\ncut", "ServiceFailed.MimeParsingFailed")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n" + Message + End, "ServiceFailed.InvalidContentType")]
    [InlineData("multipart/mixed; boundary=b", "--b\r\ncontent-type: application/x-road-rest-request\r\n\r\nGET\r\n/r1/x\r\n" + End, "ServiceFailed.InvalidMessage")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n--b\r\ncontent-type: text/plain\r\n\r\nx" + End, "ServiceFailed.InvalidContentType")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n--b\r\ncontent-type: text/xml\r\n\r\n<a/>" + End, "MissingSignature")]
    [InlineData("multipart/mixed; boundary=b", "--b\r\ncontent-type: text/xml\r\n\r\n<a/>" + End, "MissingRest")]
    // Parts in another order, and again.
    [InlineData("multipart/mixed; boundary=b", "--b\r\ncontent-type: application/x-road-rest-body\r\n\r\nbody\r\n" + Message + End, "ServiceFailed.InvalidContentType")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n--b\r\ncontent-type: application/ocsp-response\r\n\r\nagain" + End, "ServiceFailed.InvalidContentType")]
    [InlineData("multipart/mixed; boundary=b", Message + "\r\n--b\r\ncontent-type: application/hash-chain\r\n\r\n<a/>\r\n--b\r\ncontent-type: application/hash-chain-result\r\n\r\n<a/>" + End, "ServiceFailed.InvalidContentType")]
    // Headers in a header, and one that would end the message elsewhere than it ends.
    [InlineData("multipart/mixed; boundary=b", Message + "X-A:b\rX-Road-Client:RP/GOV/other/one\r\n" + End, "ServiceFailed.InvalidMessage")]
    [InlineData("multipart/mixed; boundary=b", Message + "Transfer-Encoding:chunked\r\n" + End, "ServiceFailed.InvalidMessage")]
    [InlineData("multipart/mixed; boundary=b", Message + "x-road-client:RP/GOV/other/one\r\n" + End, "ServiceFailed.InvalidClientIdentifier")]
    [InlineData("multipart/mixed", Message + End, "ServiceFailed.InvalidContentType")]
    [InlineData("text/plain", Message + End, "ServiceFailed.InvalidContentType")]
    public async Task A_malformed_message_is_answered_with_a_fault(string contentType, string body, string name)
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);

        using var answer = await http.SendAsync(Post(nodes, body, contentType), Ct);

        Assert.Equal("Server.ServerProxy." + name, await FaultOf(answer));
    }

    [Fact]
    public async Task A_message_without_its_headers_or_by_another_method_is_answered_with_a_fault()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);

        using var got = await http.GetAsync(nodes.Transport.PeersUrl + "/health/live", Ct);
        Assert.Equal("Server.ServerProxy.InvalidHttpMethod", await FaultOf(got));
        foreach (var header in (string[])["x-hash-algorithm", "x-road-message-type"])
        {
            using var message = Post(nodes, Message + End);
            message.Headers.Remove(header);
            using var answer = await http.SendAsync(message, Ct);
            // Without the message type it is taken for SOAP.
            Assert.Equal("Server.ServerProxy." + (header == "x-hash-algorithm" ? "InternalError" : "ServiceFailed.InvalidContentType"), await FaultOf(answer));
        }

        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_message_that_is_not_what_its_sender_signed_is_answered_with_a_fault()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);
        var signature = Signature(nodes);

        using var unsigned = await http.SendAsync(Post(nodes, Message + End), Ct);
        using var changed = await http.SendAsync(Post(nodes, Message.Replace("31456789", "31456780", StringComparison.Ordinal) + signature + End), Ct);
        using var longer = await http.SendAsync(Post(nodes, Message + "\r\n--b\r\ncontent-type: application/x-road-rest-body\r\n\r\nmore" + signature + End), Ct);
        using var followed = await http.SendAsync(Post(nodes, Message + signature + "\r\n--b\r\ncontent-type: application/x-road-rest-body\r\n\r\nmore" + End), Ct);
        using var foreign = await http.SendAsync(Post(nodes, Message + Signature(nodes, nodes.Transport) + End), Ct);

        Assert.Equal("Server.ServerProxy.MissingSignature", await FaultOf(unsigned));
        Assert.Equal("Server.ServerProxy.SignatureVerification.InvalidSignatureValue", await FaultOf(changed));
        Assert.StartsWith("Server.ServerProxy.SignatureVerification.", await FaultOf(longer), StringComparison.Ordinal);
        Assert.Equal("Server.ServerProxy.ServiceFailed.InvalidMessage", await FaultOf(followed));
        Assert.StartsWith("Server.ServerProxy.SignatureVerification.", await FaultOf(foreign), StringComparison.Ordinal);
        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_message_with_a_forged_client_is_answered_with_a_fault()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);

        using var answer = await http.SendAsync(Post(nodes, Message.Replace(TestNodes.Client, "RP/GOV/digital/other", StringComparison.Ordinal) + End), Ct);

        Assert.Equal("Server.ServerProxy.ServiceFailed.SslAuthenticationFailed", await FaultOf(answer));
        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_message_for_another_server_is_answered_with_a_fault_by_REST_and_by_SOAP()
    {
        const string Header = """
            <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>digital</i:memberCode><i:subsystemCode>documents</i:subsystemCode></x:client>
            <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:subsystemCode>licences</i:subsystemCode><i:serviceCode>licence</i:serviceCode></x:service>
            <x:securityServer i:objectType="SERVER"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:serverCode>SERVER</i:serverCode></x:securityServer>
            <x:id>m</x:id><x:protocolVersion>4.0</x:protocolVersion>
            """;
        const string Envelope = $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns:i="http://x-road.eu/xsd/identifiers"><s:Header>{Header}</s:Header><s:Body><licence/></s:Body></s:Envelope>""";
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes);

        foreach (var (server, rest, soap) in ((string, string, string)[])[
            ("other-1", "ServiceFailed.InvalidSecurityServer", "ServiceFailed.InvalidSecurityServer"),
            // Named rightly, it goes on to the next question.
            ("transport-1", "MissingSignature", "ServiceType")])
        {
            using var byRest = await http.SendAsync(Post(nodes, Message + $"X-Road-Security-Server:RP/GOV/transport/{server}\r\n" + End), Ct);
            using var soapMessage = Post(nodes, "--b\r\ncontent-type: text/xml\r\n\r\n" + Envelope.Replace("SERVER</i:serverCode>", $"{server}</i:serverCode>", StringComparison.Ordinal) + End, soap: true);
            using var bySoap = await http.SendAsync(soapMessage, Ct);

            Assert.Equal("Server.ServerProxy." + rest, await FaultOf(byRest));
            Assert.Equal("Server.ServerProxy." + soap, await FaultOf(bySoap));
        }

        Assert.Empty(nodes.Service.Asked);
    }

    [Fact]
    public async Task A_connection_without_a_registered_certificate_is_refused()
    {
        await using var nodes = await TestNodes.StartAsync();
        using var token = SoftToken.Open(Directory.CreateTempSubdirectory("cabildo-stranger-").FullName);
        var authority = TestKeys.Authority(token, "Stranger", ValidityPeriod.From(TimeProvider.System.GetUtcNow().AddDays(-1), 9));
        Assert.True(XRoad.Identifiers.SecurityServerId.TryParse("RP/GOV/digital/digital-1", out var server));
        TestKeys.Ensure(token, authority, server, ["127.0.9.1"], ValidityPeriod.From(TimeProvider.System.GetUtcNow(), 5));

        using var stranger = PeerOf(nodes, token);
        using var nobody = PeerOf(nodes, null);

        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.SendAsync(Post(nodes, Message + End), Ct));
        await Assert.ThrowsAsync<HttpRequestException>(() => nobody.SendAsync(Post(nodes, Message + End), Ct));
        Assert.Empty(nodes.Service.Asked);
        Directory.Delete(token.Folder, recursive: true);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384)]
    public async Task Servers_of_X_Road_and_modern_ones_find_a_suite(SslProtocols protocol, TlsCipherSuite suite)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows chooses the suites itself.");
        await using var nodes = await TestNodes.StartAsync();
        using var http = PeerOf(nodes, nodes.Consumer.Token, protocol, suite);

        using var answer = await http.SendAsync(Post(nodes, Message + Signature(nodes) + End), Ct);

        Assert.Equal("multipart/mixed", answer.Content.Headers.ContentType?.MediaType);
    }

    internal static HttpRequestMessage Post(TestNodes nodes, string body, string contentType = "multipart/mixed; boundary=b", bool soap = false)
    {
        byte[] ocsp = soap || body.StartsWith("--b\r\ncontent-type: application", StringComparison.Ordinal)
            ? [.. "--b\r\ncontent-type: application/ocsp-response\r\n\r\n"u8, .. nodes.Country.Responder.Answer(nodes.Consumer.Certificate), .. "\r\n"u8]
            : [];
        var request = new HttpRequestMessage(HttpMethod.Post, nodes.Transport.PeersUrl) { Content = new ByteArrayContent([.. ocsp, .. Encoding.UTF8.GetBytes(body)]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("x-hash-algorithm", "SHA-512");
        if (!soap)
            request.Headers.Add("x-road-message-type", "REST");
        return request;
    }

    internal static HttpClient PeerOf(TestNodes nodes) => PeerOf(nodes, nodes.Consumer.Token);

    private static HttpClient PeerOf(
        TestNodes nodes, SoftToken? token, SslProtocols protocols = SslProtocols.None, TlsCipherSuite? suite = null)
    {
        var tls = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocols,
            CipherSuitesPolicy = suite is null || OperatingSystem.IsWindows() ? null : new CipherSuitesPolicy([suite.Value]),
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == nodes.Transport.Fingerprint,
        };
        if (token is not null)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(token.Find("auth")!.Certificate!, [], offline: true);
        return new HttpClient(new SocketsHttpHandler { SslOptions = tls });
    }

    internal static async Task<string?> FaultOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        // X-Road's servers send it with every fault, and empty.
        Assert.Equal([""], answer.Headers.GetValues("SOAPAction"));
        return SoapFault.TryRead(await answer.Content.ReadAsByteArrayAsync(Ct), out var fault) ? fault.Code : null;
    }

    private static string Find(string text, string pattern) =>
        Regex.Match(text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["found"].Value;

    // The signature of the consumer's member over Part, as a part of the message.
    private static string Signature(TestNodes nodes, Node? node = null)
    {
        var signer = (node ?? nodes.Consumer).SignerUnder(nodes.Country);
        var signature = signer.Sign(new SignableMessage(System.Security.Cryptography.SHA512.HashData(Encoding.UTF8.GetBytes(Part))));
        return "\r\n--b\r\ncontent-type: signature/bdoc-1.0/ts\r\n\r\n" + Encoding.UTF8.GetString(signature.Xml.Span);
    }

    private static IEnumerable<string> TypesOf(string message, string boundary) =>
        message.Split($"--{boundary}\r\ncontent-type: ").Skip(1).Select(part => part[..part.IndexOf("\r\n", StringComparison.Ordinal)]);

    private static string WithoutOcsp(string message, string boundary)
    {
        var start = $"--{boundary}\r\ncontent-type: application/ocsp-response\r\n\r\n";
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[message.IndexOf($"\r\n--{boundary}", start.Length, StringComparison.Ordinal)..];
    }

    private static string Unchunk(string body)
    {
        var text = new StringBuilder();
        for (var position = 0; ;)
        {
            var line = body.IndexOf("\r\n", position, StringComparison.Ordinal);
            var length = Convert.ToInt32(body[position..line], 16);
            if (length == 0)
                return text.ToString();
            text.Append(body, line + 2, length);
            position = line + 2 + length + 2;
        }
    }
}
