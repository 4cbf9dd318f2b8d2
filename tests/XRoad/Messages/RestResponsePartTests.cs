using System.IO.Compression;
using System.Text;
using Cabildo.Testing;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Tests.Messages;

public sealed class RestResponsePartTests
{
    [Fact]
    public void The_part_has_the_bytes_of_the_protocol()
    {
        var request = Request("GET\r\n/r1/RP/GOV/transport/licences/licence\r\nx-road-client:RP/GOV/digital/documents\r\nx-road-id:m\r\nx-road-request-id:r\r\n");

        Assert.True(RestResponsePart.TryCreate(
            request,
            "hash",
            404,
            "Not Found",
            [
                new("Server", "Kestrel"), new("Content-Type", "application/problem+json"), new("X-Road-Id", "forged"), new("x-road-client", "forged"),
                new("x-road-request-id", "forged"), new("x-road-request-hash", "forged"), new("Transfer-Encoding", "chunked"), new("ETag", "\"3\""),
            ],
            out var part,
            out _));

        Assert.Equal(
            "404\r\nNot Found\r\nContent-Type:application/problem+json\r\nETag:\"3\"\r\nx-road-id:m\r\nx-road-client:RP/GOV/digital/documents\r\n"
            + "x-road-service:RP/GOV/transport/licences/licence\r\nx-road-request-id:r\r\nx-road-request-hash:hash\r\n",
            Encoding.UTF8.GetString(part.Bytes));
        Assert.Null(part.FindInconsistency(request, "hash"));
    }

    [Fact]
    public void A_part_of_an_X_Road_server_reads_and_is_written_in_the_same_bytes()
    {
        using var container = ZipFile.OpenRead(Repository.Vector("xroad/asic/valid-non-batch-rest.asice"));
        using var bytes = new MemoryStream();
        using (var entry = container.GetEntry("message.xml")!.Open())
            entry.CopyTo(bytes);

        Assert.True(RestResponsePart.TryRead(bytes.ToArray(), out var part));
        Assert.Equal(200, part.Status);
        Assert.Equal("OK", part.Reason);
        var request = Request(
            $"GET\r\n/r1/{Header(part, "x-road-service")}\r\nx-road-client:{Header(part, "x-road-client")}\r\n"
            + $"x-road-id:{Header(part, "x-road-id")}\r\nx-road-request-id:{Header(part, "x-road-request-id")}\r\n");
        var hash = Header(part, "x-road-request-hash");
        Assert.Null(part.FindInconsistency(request, hash));

        Assert.True(RestResponsePart.TryCreate(request, hash, part.Status, part.Reason, part.Headers.Take(3), out var written, out _));
        Assert.Equal(bytes.ToArray(), written.Bytes);
    }

    [Theory]
    [InlineData("x-road-client:A/B/C/D", "x-road-client:A/B/C/X")]
    [InlineData("x-road-id:1", "x-road-id:9")]
    [InlineData("x-road-service:A/B/C/D/E", "x-road-service:A/B/C/D/X")]
    [InlineData("x-road-request-id:2", "x-road-request-id:9")]
    [InlineData("x-road-request-hash:h", "x-road-request-hash:9")]
    [InlineData("x-road-request-hash:h", "x-a:b")]
    [InlineData("x-road-id:1", "x-road-id:1\r\nx-road-id:1")]
    public void An_answer_to_something_else_is_inconsistent(string line, string instead)
    {
        var request = Request("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n");
        const string Answer = "200\r\nOK\r\nx-road-id:1\r\nx-road-client:A/B/C/D\r\nx-road-service:A/B/C/D/E\r\nx-road-request-id:2\r\nx-road-request-hash:h\r\n";

        Assert.True(RestResponsePart.TryRead(Encoding.UTF8.GetBytes(Answer), out var right));
        Assert.Null(right.FindInconsistency(request, "h"));
        Assert.True(RestResponsePart.TryRead(Encoding.UTF8.GetBytes(Answer.Replace(line, instead, StringComparison.Ordinal)), out var wrong));
        Assert.Equal("InconsistentResponse", wrong.FindInconsistency(request, "h")?.Name);
    }

    [Theory]
    [InlineData("20\r\nOK\r\n")]
    [InlineData("101\r\nSwitching\r\n")]
    [InlineData("+20\r\nOK\r\n")]
    [InlineData("200\r\n")]
    [InlineData("200\r\nOK\r\nTransfer-Encoding:chunked\r\n")]
    [InlineData("200\r\nOK\r\nno colon\r\n")]
    public void A_part_that_breaks_the_protocol_does_not_read(string text) =>
        Assert.False(RestResponsePart.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void A_service_cannot_put_a_line_into_the_part() =>
        Assert.False(RestResponsePart.TryCreate(
            Request("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n"),
            "h",
            200,
            "OK\r\nx-a:b",
            [],
            out _,
            out _));

    private static string Header(RestResponsePart part, string name) => part.Headers.Single(header => header.Name == name).Value;

    private static RestRequestPart Request(string text)
    {
        Assert.True(RestRequestPart.TryRead(Encoding.UTF8.GetBytes(text), out var part, out _));
        return part;
    }
}
