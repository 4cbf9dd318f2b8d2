using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Tests.MessageLogs;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.Exchange.Tests;

/// <summary>What a node sends at port 5500, captured and judged by programs that know nothing of us: Python, xmlsec1 and OpenSSL.</summary>
public sealed class CapturedStreamTests : IDisposable
{
    private const string Rest = "/r1/" + TestNodes.Provider + "/licence/31456789";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-captured-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_REST_message_with_a_body_holds_for_programs_of_others()
    {
        using var body = new ByteArrayContent(RandomNumberGenerator.GetBytes(5_000));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");

        var found = await CaptureAsync(http => http.PostAsync(Rest, body, Ct));

        Assert.Contains(
            "parts: application/ocsp-response application/x-road-rest-request application/x-road-rest-body application/hash-chain-result application/hash-chain signature/bdoc-1.0/ts",
            found, StringComparison.Ordinal);
        Assert.Contains("chain: holds over /attachment1 /message.xml", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SOAP_message_with_attachments_holds_for_programs_of_others()
    {
        using var related = new MultipartContent("related", "client-" + Guid.NewGuid().ToString("N")) { new StringContent(Envelope, Encoding.UTF8, "text/xml") };
        foreach (var length in (int[])[3_000, 40_000])
        {
            var attachment = new ByteArrayContent(RandomNumberGenerator.GetBytes(length));
            attachment.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            attachment.Headers.Add("Content-Transfer-Encoding", "binary");
            related.Add(attachment);
        }

        related.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"text/xml\""));

        var found = await CaptureAsync(http => http.PostAsync("/", related, Ct));

        Assert.Contains("parts: application/ocsp-response text/xml multipart/mixed application/hash-chain-result application/hash-chain signature/bdoc-1.0/ts", found, StringComparison.Ordinal);
        Assert.Contains("chain: holds over /attachment1 /attachment2 /message.xml", found, StringComparison.Ordinal);
    }

    private const string Envelope = """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns:i="http://x-road.eu/xsd/identifiers"><s:Header>
        <x:client i:objectType="SUBSYSTEM"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>digital</i:memberCode><i:subsystemCode>documents</i:subsystemCode></x:client>
        <x:service i:objectType="SERVICE"><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>transport</i:memberCode><i:subsystemCode>licences</i:subsystemCode><i:serviceCode>register</i:serviceCode></x:service>
        <x:id>m</x:id><x:protocolVersion>4.0</x:protocolVersion></s:Header><s:Body><r:register xmlns:r="http://r.example/"/></s:Body></s:Envelope>
        """;

    /// <summary>Has a message sent, and what was captured of it judged; what Python said of it.</summary>
    private async Task<string> CaptureAsync(Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        await using var peer = new RawPeer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        await using var nodes = await TestNodes.StartAsync(nodes => peer.Start(nodes));
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Id", "m");
        using var sent = await send(nodes.Http);

        var capture = Write("capture", Encoding.Latin1.GetBytes(await peer.Received));
        var (exit, found) = await ForeignPrograms.RunAsync("python3", Repository.File("tests/Exchange/captured-stream.py"), capture, _folder.FullName);
        Assert.True(exit == 0, found);
        var authority = Write("authority.pem", Pem(nodes.Country.Authority.Certificate!));
        await AssertSignedAsync(authority);
        await AssertGoodAsync("signer-answer.der", Write("signer.pem", Pem(X509CertificateLoader.LoadCertificateFromFile(PathOf("signer.der")))), authority);
        await AssertGoodAsync("tls-answer.der", Write("tls.pem", Pem(nodes.Consumer.Certificate)), authority);
        await AssertStampedAsync(nodes, authority);
        return found;
    }

    private async Task AssertSignedAsync(string authority)
    {
        var (exit, output) = await ForeignPrograms.RunAsync(
            "xmlsec1", "--verify", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", "--trusted-pem", authority,
            "--url-map:/message.xml", PathOf("message.xml"), "--url-map:/sig-hashchainresult.xml", PathOf("sig-hashchainresult.xml"), PathOf("signatures.xml"));
        Assert.True(exit == 0, output);
    }

    private async Task AssertGoodAsync(string answer, string certificate, string authority)
    {
        var (_, output) = await ForeignPrograms.RunAsync("openssl", "ocsp", "-respin", PathOf(answer), "-issuer", authority, "-cert", certificate, "-CAfile", authority, "-no_nonce");
        Assert.Contains($"{certificate}: good", output, StringComparison.Ordinal);
        Assert.Contains("Response verify OK", output, StringComparison.Ordinal);
    }

    // The timestamp is in the message's container: it is of the very signature that was captured.
    private async Task AssertStampedAsync(TestNodes nodes, string authority)
    {
        var bytes = await nodes.Http.GetByteArrayAsync("/asic?queryId=m&xRoadInstance=RP&memberClass=GOV&memberCode=digital&subsystemCode=documents&unique&requestOnly", Ct);
        using var container = AsicContainer.Open(new MemoryStream(bytes));
        Assert.Equal(await File.ReadAllBytesAsync(PathOf("signatures.xml"), Ct), container.Signatures.ToArray());
        var timestamper = nodes.Country.Centre.Shared.ApprovedTsas[0].Certificate.Open()!;
        var (_, output) = await ForeignPrograms.RunAsync(
            "openssl", "ts", "-verify", "-token_in", "-in", Write("timestamp.tst", container.Timestamp!.Value.ToArray()),
            "-data", Write("ts-hashchainresult.xml", container.TimestampHashChainResult!.Value.ToArray()), "-CAfile", authority, "-untrusted", Write("timestamper.pem", Pem(timestamper)));
        Assert.Contains("Verification: OK", output, StringComparison.Ordinal);
    }

    private static byte[] Pem(X509Certificate2 certificate) => Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }
}
