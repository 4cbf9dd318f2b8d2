using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

public sealed class TransportTests
{
    private const string Part = "GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n";
    private const string Message = "--xtop\r\ncontent-type: application/x-road-rest-request\r\n\r\n" + Part;
    private const string Body = "\r\n--xtop\r\ncontent-type: application/x-road-rest-body\r\n\r\n";
    private const string End = "\r\n--xtop--\r\n";

    [Fact]
    public async Task A_message_has_the_bytes_of_the_protocol()
    {
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Request());
        await writer.WriteBodyAsync(new MemoryStream("body"u8.ToArray()), () => { }, default);
        await writer.CompleteAsync(default);

        Assert.Equal(Message + Body + "body" + End, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal(SHA512.HashData("body"u8), writer.BodyDigest);
    }

    [Fact]
    public async Task An_empty_body_is_no_part()
    {
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Request());
        await writer.WriteBodyAsync(Stream.Null, () => { }, default);
        await writer.CompleteAsync(default);

        Assert.Equal(Message + End, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Null(writer.BodyDigest);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task A_message_is_read_whatever_the_pieces_it_comes_in(int piece)
    {
        var body = RandomNumberGenerator.GetBytes(200_000);
        "\r\n--xto\r\n--\r\n\r\n--xt"u8.CopyTo(body.AsSpan(40_000));
        using var reader = Reader([.. Bytes(Message + Body), .. body, .. Bytes(End)], piece);

        Assert.Equal(TransportPart.Message, await reader.NextAsync(default));
        Assert.Equal(Part, Encoding.UTF8.GetString((await reader.ReadRequestAsync(default)).Bytes));
        Assert.Equal(TransportPart.Body, await reader.NextAsync(default));
        using var read = new MemoryStream();
        await reader.OpenBody().CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Null(await reader.NextAsync(default));
        Assert.Null(await reader.NextAsync(default));
        Assert.Equal(body, read.ToArray());
        Assert.Equal(SHA512.HashData(body), reader.BodyDigest);
    }

    [Fact]
    public async Task A_body_that_nobody_reads_counts_for_its_digest()
    {
        using var reader = Reader(Bytes(Message + Body + "body" + End));
        await reader.NextAsync(default);
        await reader.NextAsync(default);
        var body = reader.OpenBody();

        Assert.Null(await reader.NextAsync(default));
        Assert.Equal(SHA512.HashData("body"u8), reader.BodyDigest);
        Assert.Equal(0, await body.ReadAsync(new byte[8], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_message_can_break_off_with_a_fault()
    {
        var fault = Fault.New("Server.ServerProxy", FaultCodes.IOError, "Gone.");
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Request());
        await writer.WriteBodyAsync(new MemoryStream("body"u8.ToArray()), () => { }, default);
        writer.WriteFault(fault);
        await writer.CompleteAsync(default);

        using var reader = Reader(output.ToArray());
        await reader.NextAsync(default);
        await reader.NextAsync(default);
        await reader.OpenBody().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        Assert.Equal(TransportPart.Fault, await reader.NextAsync(default));
        Assert.Equal(fault, await reader.ReadFaultAsync(default));
        Assert.Null(await reader.NextAsync(default));
    }

    [Theory]
    [InlineData("", "MimeParsingFailed")]
    [InlineData("--xtop--\r\n", "MissingRest")]
    [InlineData("preamble\r\n" + Message + End, "MimeParsingFailed")]
    [InlineData(Message, "MimeParsingFailed")]
    [InlineData(Message + Body + "body", "MimeParsingFailed")]
    [InlineData(Message + End + "epilogue", "MimeParsingFailed")]
    [InlineData(Message + "\r\n--xtop-\r\n" + End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-body\r\n\r\nbody" + End, "InvalidMessage")]
    [InlineData(Message + "\r\n" + Message + End, "InvalidMessage")]
    [InlineData(Message + Body + "a" + Body + "b" + End, "InvalidMessage")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\n\r\n<a/>\r\n" + Message + End, "InvalidMessage")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-response\r\n\r\n" + Part + End, "InvalidContentType")]
    [InlineData(Message + "\r\n--xtop\r\ncontent-type: text/plain\r\n\r\na" + End, "InvalidContentType")]
    [InlineData(Message + "\r\n--xtop\r\n\r\na" + End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-request\r\ncontent-transfer-encoding: base64\r\n\r\n" + Part + End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\nContent-Type: application/x-road-rest-request\r\n\r\n" + Part + End, "MimeParsingFailed")]
    [InlineData("--xtop\r\nno colon\r\n\r\n" + Part + End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-request\r\n\r\nnonsense" + End, "InvalidMessage")]
    public async Task A_message_that_breaks_the_protocol_is_refused(string text, string problem)
    {
        using var reader = Reader(Bytes(text));

        var refused = await Assert.ThrowsAsync<MalformedTransportException>(() => ReadAllAsync(reader));

        Assert.Equal(problem, refused.Problem.Name);
    }

    [Fact]
    public async Task What_is_longer_than_it_may_be_is_refused()
    {
        using var headers = Reader(Bytes("--xtop\r\nx: " + new string('a', 5000) + "\r\n\r\n"));
        using var part = Reader(Bytes(Message + new string('a', TransportReader.MaxMessageBytes) + End));
        using var body = Reader(Bytes(Message + Body + "123456789" + End), maxBody: 8);

        await Assert.ThrowsAsync<MalformedTransportException>(() => ReadAllAsync(headers));
        await Assert.ThrowsAsync<MalformedTransportException>(() => ReadAllAsync(part));
        Assert.Equal("InvalidRequest", (await Assert.ThrowsAsync<MalformedTransportException>(() => ReadAllAsync(body))).Problem.Name);
    }

    [Theory]
    [InlineData("multipart/mixed; charset=UTF-8; boundary=xtopAbC", "xtopAbC")]
    [InlineData("Multipart/Mixed; boundary=\"xtop\"", "xtop")]
    [InlineData("multipart/mixed", null)]
    [InlineData("multipart/related; boundary=a", null)]
    [InlineData("text/xml", null)]
    [InlineData(null, null)]
    public void The_boundary_is_that_of_a_mixed_message(string? contentType, string? boundary) =>
        Assert.Equal(boundary, TransportFormat.Boundary(contentType));

    [Fact]
    public void Boundaries_are_new_each_time_and_in_the_form_of_X_Road()
    {
        var boundary = TransportFormat.NewBoundary();

        Assert.Matches("^xtop[A-Za-z]{30}$", boundary);
        Assert.NotEqual(boundary, TransportFormat.NewBoundary());
        Assert.Equal($"multipart/mixed; charset=UTF-8; boundary={boundary}", TransportFormat.ContentType(boundary));
    }

    private static async Task ReadAllAsync(TransportReader reader)
    {
        while (await reader.NextAsync(default) is { } part)
        {
            if (part == TransportPart.Message)
                await reader.ReadRequestAsync(default);
            if (part == TransportPart.Body)
                await reader.OpenBody().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }
    }

    private static TransportReader Reader(byte[] bytes, int piece = int.MaxValue, long maxBody = long.MaxValue) =>
        new(new Pieces(bytes, piece), "xtop", TransportDirection.Request, maxBody);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static RestRequestPart Request()
    {
        Assert.True(RestRequestPart.TryRead(Bytes(Part), out var part, out _));
        return part;
    }

    private sealed class Pieces(byte[] bytes, int size) : ReadOnlyStream
    {
        private int _position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - _position);
            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return ValueTask.FromResult(count);
        }
    }
}
