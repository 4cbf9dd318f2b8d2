using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cabildo.Testing;

namespace Cabildo.Samples.Tests.Health;

/// <summary>Messages that nobody with good intentions sends.</summary>
public sealed class HostileMessageTests
{
    private const string Ask = "<vaccinations><dni>56120934</dni></vaccinations>";

    public static TheoryData<string, string> Envelopes => new()
    {
        { "", "soapenv:Client" },
        { "no XML", "soapenv:Client" },
        { "<a/>", "soapenv:Client" },
        { "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SoapMessage.Envelope("<vaccinations><dni>&x;</dni></vaccinations>"), "soapenv:Client" },
        { "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + SoapMessage.Envelope("<vaccinations><dni>&b;</dni></vaccinations>"), "soapenv:Client" },
        { SoapMessage.Envelope(Ask)[..^3], "soapenv:Client" },
        { SoapMessage.Envelope(Ask + Ask), "soapenv:Client" },
        { SoapMessage.Envelope(""), "soapenv:Client" },
        { SoapMessage.Envelope("<dropTables/>"), "soapenv:Client" },
        { SoapMessage.Envelope(Ask).Replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", StringComparison.Ordinal), "soapenv:VersionMismatch" },
        { SoapMessage.Envelope(Ask, "<p:pay xmlns:p='urn:p' s:mustUnderstand='1'/>"), "soapenv:MustUnderstand" },
        { SoapMessage.Envelope("<vaccinations>" + string.Concat(Enumerable.Repeat("<d>", 5000)) + string.Concat(Enumerable.Repeat("</d>", 5000)) + "</vaccinations>"), "soapenv:Client" },
        { SoapMessage.Envelope("<vaccinations><dni>" + new string('1', 300_000) + "</dni></vaccinations>"), "soapenv:Client" },
    };

    [Theory, MemberData(nameof(Envelopes))]
    public async Task An_envelope_that_is_none_is_a_fault(string envelope, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, cards: 20);

        var (status, fault) = await SoapMessage.SendAsync(host, new StringContent(envelope, Encoding.UTF8, "text/xml"));

        Assert.Equal((HttpStatusCode.InternalServerError, code), (status, fault.FaultCode()));
        Assert.DoesNotContain("root:", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_multipart_that_is_damaged_or_too_much_is_a_fault()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, cards: 20);
        var root = "Content-Type: text/xml\r\nContent-ID: <r>\r\n\r\n" + SoapMessage.Envelope(Ask);
        (string Type, string Body)[] wrong =
        [
            ("multipart/related; boundary=b", $"--b\r\n{root}"),
            ("multipart/related; boundary=b", "--b--\r\n"),
            ("multipart/related; boundary=b", ""),
            ("multipart/related", $"--b\r\n{root}\r\n--b--\r\n"),
            ("multipart/related; boundary=b; start=\"<other>\"", $"--b\r\n{root}\r\n--b--\r\n"),
            ("multipart/related; boundary=b", $"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"),
            ("multipart/related; boundary=b", $"--b\r\n{root}\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n***\r\n--b--\r\n"),
            ("multipart/related; boundary=b", $"--b\r\n{root}\r\n--b\r\nContent-Transfer-Encoding: uuencode\r\n\r\nx\r\n--b--\r\n"),
            ("multipart/related; boundary=b", $"--b\r\n{root}\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 9)) + "--b--\r\n"),
            ("multipart/related; boundary=b", $"--b\r\nX: {new string('x', 9000)}\r\n\r\nx\r\n--b--\r\n"),
            ("text/xml", new string(' ', 9 * 1024 * 1024)),
            ("application/json", "{}"),
        ];

        foreach (var (type, body) in wrong)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var (status, fault) = await SoapMessage.SendAsync(host, content);
            Assert.True((HttpStatusCode.InternalServerError, "soapenv:Client") == (status, fault.FaultCode()), $"{type}: {body[..Math.Min(60, body.Length)]}: {fault}");
        }
    }

    [Fact]
    public async Task Every_spoilt_byte_of_a_multipart_gets_an_answer_and_none_breaks_the_service()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await RegisterHosts.HealthAsync(database, cards: 20);
        var body = Encoding.UTF8.GetBytes($"--b\r\nContent-Type: text/xml\r\nContent-ID: <r>\r\n\r\n{SoapMessage.Envelope(Ask, "")}\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <p>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n");

        for (var at = 0; at < body.Length; at++)
        {
            var spoilt = body.ToArray();
            spoilt[at] ^= 0x15;
            using var content = new ByteArrayContent(spoilt);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/related; boundary=b");
            var (status, envelope) = await SoapMessage.SendAsync(host, content);
            Assert.True(status is HttpStatusCode.OK || envelope.FaultCode() != "soapenv:Server", $"Byte {at}: {envelope}");
        }
    }
}
