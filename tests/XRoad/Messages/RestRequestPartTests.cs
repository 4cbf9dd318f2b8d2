using System.Text;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Tests.Messages;

public sealed class RestRequestPartTests
{
    private const string Target = "/r1/RP/GOV/transport/licences/licence/31456789?lang=es";
    private static readonly HeaderField Client = new("X-Road-Client", "RP/GOV/digital/documents");

    [Fact]
    public void The_part_has_the_bytes_of_the_protocol()
    {
        Assert.True(RestRequestPart.TryCreate(
            "GET",
            Target,
            [
                new("Host", "127.0.1.1:8080"), new("Accept", "application/json"), new("user-agent", "portal"), Client,
                new("x-road-request-id", "forged"), new("X-Road-Request-Hash", "forged"), new("X-Road-Id", "msg-1"),
                new("Connection", "keep-alive"), new("Transfer-Encoding", "chunked"), new("Keep-Alive", "5"), new("TE", "trailers"),
                new("Trailer", "x"), new("Upgrade", "h2c"), new("Content-Length", "9"), new("Server", "s"), new("Expect", "100-continue"),
                new("Proxy-Authorization", "p"), new("Proxy-Authenticate", "p"), new("X-Custom", " two  words "), new("X-Custom", "again"),
            ],
            out var part,
            out _));

        Assert.Equal(
            "GET\r\n/r1/RP/GOV/transport/licences/licence/31456789?lang=es\r\n"
            + "Accept:application/json\r\nX-Road-Client:RP/GOV/digital/documents\r\nX-Road-Id:msg-1\r\n"
            + $"X-Custom: two  words \r\nX-Custom:again\r\nx-road-request-id:{part.RequestId}\r\n",
            Encoding.UTF8.GetString(part.Bytes));
        Assert.True(Guid.TryParse(part.RequestId, out _));
        Assert.Equal("msg-1", part.MessageId);
        Assert.Equal("/31456789", part.Target.ServicePath);
        Assert.Equal("lang=es", part.Target.Query);
    }

    [Fact]
    public void A_message_without_an_id_is_given_one_after_the_request_id()
    {
        Assert.True(RestRequestPart.TryCreate("POST", "/r1/RP/GOV/transport/licences/licence", [Client], out var part, out _));

        Assert.EndsWith($"x-road-request-id:{part.RequestId}\r\nx-road-id:{part.MessageId}\r\n", Encoding.UTF8.GetString(part.Bytes), StringComparison.Ordinal);
        Assert.StartsWith("RP-", part.MessageId, StringComparison.Ordinal);
        Assert.Equal(string.Empty, part.Target.ServicePath);
        Assert.Null(part.Target.Query);
    }

    [Fact]
    public void A_part_reads_back_with_the_same_bytes()
    {
        Assert.True(RestRequestPart.TryCreate("PUT", Target, [Client, new("X-Name", "Río: Claro")], out var part, out _));

        Assert.True(RestRequestPart.TryRead(part.Bytes, out var read, out _));

        Assert.Equal(part.Bytes, read.Bytes);
        Assert.Equal("PUT", read.Verb);
        Assert.Equal(part.Client, read.Client);
        Assert.Equal(part.MessageId, read.MessageId);
        Assert.Equal(part.RequestId, read.RequestId);
        Assert.Equal(part.Target, read.Target);
        Assert.Contains(new HeaderField("X-Name", "Río: Claro"), read.Headers);
    }

    [Theory]
    [InlineData("/r1/RP/GOV/transport/licences", "BadRequest")]
    [InlineData("/r2/RP/GOV/transport/licences/licence", "BadRequest")]
    [InlineData("http://elsewhere/r1/RP/GOV/transport/licences/licence", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/../changes", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/%2e%2E/changes", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/a%2F..%2fb", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/..%5c", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/a b", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/a%0", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence/a\\b", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence?a=<b>", "BadRequest")]
    [InlineData("/r1/RP/GOV/transport/licences/licence?a#b", "BadRequest")]
    public void A_target_that_breaks_the_protocol_or_could_leave_its_service_is_refused(string target, string problem)
    {
        Assert.False(RestRequestPart.TryCreate("GET", target, [Client], out _, out var refused));
        Assert.Equal(problem, refused.Name);
    }

    [Fact]
    public void A_target_beyond_the_limit_is_refused() =>
        Assert.False(RestRequestPart.TryCreate("GET", Target + new string('a', RequestTarget.MaxLength), [Client], out _, out _));

    [Theory]
    [InlineData("BREW")]
    [InlineData("get")]
    [InlineData("CONNECT")]
    public void A_method_outside_the_protocol_is_refused(string verb) =>
        Assert.False(RestRequestPart.TryCreate(verb, Target, [Client], out _, out _));

    [Fact]
    public void The_client_is_stated_once_and_well_formed()
    {
        AssertRefused("InvalidClientIdentifier");
        AssertRefused("InvalidClientIdentifier", Client, new HeaderField("x-road-client", "RP/GOV/other/one"));
        AssertRefused("InvalidClientIdentifier", new HeaderField("X-Road-Client", "RP/GOV"));
        AssertRefused("BadRequest", Client, new HeaderField("X-Road-Security-Server", "RP/GOV"));
        AssertRefused("BadRequest", Client, new HeaderField("X-Road-Id", "a"), new HeaderField("X-Road-Id", "b"));
        AssertRefused("BadRequest", Client, new HeaderField("X-Road-Id", new string('a', 256)));
    }

    [Fact]
    public void A_header_that_could_become_two_is_refused()
    {
        AssertRefused("BadRequest", Client, new HeaderField("X-A", "b\r\nX-Road-Client:RP/GOV/other"));
        AssertRefused("BadRequest", Client, new HeaderField("X-A", "b\nc"));
        AssertRefused("BadRequest", Client, new HeaderField("X A", "b"));
        AssertRefused("BadRequest", Client, new HeaderField("", "b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2")]
    [InlineData("GET\n/r1/A/B/C/D/E\nx-road-client:A/B/C/D\nx-road-id:1\nx-road-request-id:2\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\nhost:register\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-client:A/B/C/X\r\nx-road-id:1\r\nx-road-request-id:2\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\nx-a:b\r\nx-road-id:1\r\nx-road-request-id:2\r\n")]
    [InlineData("GET\r\n/r1/A/B/C/D/E/../F\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n")]
    public void A_part_that_breaks_the_protocol_does_not_read(string text) =>
        Assert.False(RestRequestPart.TryRead(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void A_part_that_is_not_UTF_8_does_not_read() =>
        Assert.False(RestRequestPart.TryRead(
            [.. "GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\nx:"u8, 0xFF, .. "\r\n"u8], out _, out _));

    private static void AssertRefused(string problem, params HeaderField[] headers)
    {
        Assert.False(RestRequestPart.TryCreate("GET", Target, headers, out _, out var refused));
        Assert.Equal(problem, refused.Name);
    }
}
