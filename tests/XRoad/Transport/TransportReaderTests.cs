using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

public sealed class TransportReaderTests
{
    private const string Whole = Wire.Ocsp + "ocsp\r\n" + Wire.Request + Wire.Body + "body" + Wire.ChainResult + Wire.Chain + Wire.Signature + Wire.End;

    [Fact]
    public async Task A_signed_request_is_read_part_by_part()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Ocsp + "one\r\n" + Whole));

        var responses = await reader.ReadOcspResponsesAsync(default);
        Assert.Equal(["one", "ocsp"], responses.Select(response => Encoding.UTF8.GetString(response.Span)));
        Assert.Equal(TransportPart.Message, reader.Current);
        Assert.Equal(Wire.RequestText, Encoding.UTF8.GetString((await reader.ReadRequestAsync(default)).Bytes));
        Assert.Equal(TransportPart.Body, await reader.NextAsync(default));
        using var body = new MemoryStream();
        await reader.OpenBody().CopyToAsync(body, TestContext.Current.CancellationToken);
        Assert.Equal("body", Encoding.UTF8.GetString(body.ToArray()));
        Assert.Equal(TransportPart.HashChainResult, await reader.NextAsync(default));
        var signature = await reader.ReadSignatureAsync(default);
        Assert.Equal("<signature/>", Encoding.UTF8.GetString(signature.Xml.Span));
        Assert.Equal("<result/>", Encoding.UTF8.GetString(signature.HashChainResult!.Value.Span));
        Assert.Equal("<chain/>", Encoding.UTF8.GetString(signature.HashChain!.Value.Span));
        Assert.Null(await reader.NextAsync(default));
        Assert.Equal(SHA512.HashData("body"u8), reader.BodyDigest);
    }

    [Fact]
    public async Task A_signed_answer_without_a_body_is_read()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Response + Wire.Signature + Wire.End), direction: TransportDirection.Response);

        Assert.Equal(TransportPart.Message, await reader.NextAsync(default));
        Assert.Equal(200, (await reader.ReadResponseAsync(default)).Status);
        Assert.Equal(TransportPart.Signature, await reader.NextAsync(default));
        var signature = await reader.ReadSignatureAsync(default);
        Assert.Null(signature.HashChainResult);
        Assert.Null(signature.HashChain);
        Assert.Null(reader.BodyDigest);
    }

    [Fact]
    public async Task A_request_without_OCSP_responses_has_none()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Request + Wire.Signature + Wire.End));

        Assert.Empty(await reader.ReadOcspResponsesAsync(default));
        Assert.Equal(TransportPart.Message, reader.Current);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, true)]
    [InlineData(100_000, false)]
    public async Task A_message_is_read_whatever_the_pieces_it_comes_in(int piece, bool isSlow)
    {
        var body = RandomNumberGenerator.GetBytes(200_000);
        "\r\n--xto\r\n--\r\n\r\n--xt"u8.CopyTo(body.AsSpan(40_000));
        byte[] bytes = [.. Wire.Bytes(Wire.Request + Wire.Body), .. body, .. Wire.Bytes(Wire.Signature + Wire.End)];
        using var reader = new TransportReader(new Pieces(bytes, piece, isSlow), "xtop", TransportDirection.Request, long.MaxValue);

        await reader.NextAsync(default);
        await reader.ReadRequestAsync(default);
        await reader.NextAsync(default);
        using var read = new MemoryStream();
        await reader.OpenBody().CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(TransportPart.Signature, await reader.NextAsync(default));
        Assert.Equal("<signature/>", Encoding.UTF8.GetString((await reader.ReadSignatureAsync(default)).Xml.Span));
        Assert.Equal(body, read.ToArray());
        Assert.Equal(SHA512.HashData(body), reader.BodyDigest);
    }

    [Fact]
    public async Task A_message_is_read_wherever_it_is_cut_in_two()
    {
        var bytes = Wire.Bytes(Whole);
        for (var middle = 0; middle <= bytes.Length; middle++)
        {
            using var reader = new TransportReader(new Halves(bytes, middle), "xtop", TransportDirection.Request, 4);
            Assert.Equal("ocsp request body signature", await TellAsync(reader));
        }
    }

    [Fact]
    public async Task A_message_that_ends_too_soon_is_refused_wherever_it_ends()
    {
        var bytes = Wire.Bytes(Whole);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            using var reader = Wire.Reader(bytes[..length]);
            Assert.Equal("MimeParsingFailed", (await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(reader))).Problem.Name);
        }
    }

    [Fact]
    public async Task Long_parts_come_whole()
    {
        var ocsp = new string('o', TransportLimits.OcspResponseBytes);
        var signature = new string('s', TransportLimits.SignatureBytes);
        using var reader = Wire.Reader(Wire.Bytes(Wire.Ocsp + ocsp + "\r\n" + Wire.Request + Wire.Signature.Replace("<signature/>", signature, StringComparison.Ordinal) + Wire.End), 10_000);

        Assert.Equal(ocsp, Encoding.UTF8.GetString((await reader.ReadOcspResponsesAsync(default))[0].Span));
        await reader.NextAsync(default);
        Assert.Equal(signature, Encoding.UTF8.GetString((await reader.ReadSignatureAsync(default)).Xml.Span));
    }

    [Fact]
    public async Task A_body_that_nobody_reads_counts_for_its_digest()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Request + Wire.Body + "body" + Wire.Signature + Wire.End));
        await reader.NextAsync(default);
        await reader.NextAsync(default);

        Assert.Equal(TransportPart.Signature, await reader.NextAsync(default));
        Assert.Equal(SHA512.HashData("body"u8), reader.BodyDigest);
    }

    [Fact]
    public async Task A_message_can_break_off_with_a_fault()
    {
        var fault = Fault.New("Server.ServerProxy", FaultCodes.IOError, "Gone.");
        var text = Encoding.UTF8.GetString(SoapFault.Write(fault));
        using var reader = Wire.Reader(Wire.Bytes(Wire.Request + Wire.Body + "body\r\n--xtop\r\ncontent-type: text/xml; charset=UTF-8\r\n\r\n" + text + Wire.End));
        await reader.NextAsync(default);
        await reader.NextAsync(default);

        Assert.Equal(TransportPart.Fault, await reader.NextAsync(default));
        Assert.Equal(fault, await reader.ReadFaultAsync(default));
        Assert.Null(await reader.NextAsync(default));
    }

    [Theory]
    [InlineData("--xtop  \r\nContent-Type:application/x-road-rest-request\r\nContent-Transfer-Encoding:   8Bit \r\n\r\n" + Wire.RequestText)]
    [InlineData("--xtop\r\ncontent-TYPE: Application/X-Road-Rest-Request ;\r\n charset=UTF-8\r\n\r\n" + Wire.RequestText)]
    [InlineData("--xtop\r\nx-other: kept\r\ncontent-type: application/x-road-rest-request\r\n\r\n" + Wire.RequestText)]
    public async Task Headers_may_be_written_in_the_ways_of_MIME(string message)
    {
        using var reader = Wire.Reader(Wire.Bytes(message + Wire.Signature + "\r\n--xtop--"));

        Assert.Equal("request signature", await TellAsync(reader));
    }

    [Fact]
    public async Task An_empty_body_may_share_the_line_end_of_its_headers()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Request + "\r\n--xtop\r\ncontent-type: application/x-road-rest-body\r\n" + Wire.Signature + Wire.End));

        Assert.Equal("request body signature", await TellAsync(reader));
        Assert.Equal(SHA512.HashData([]), reader.BodyDigest);
    }

    [Theory]
    [InlineData("", "MimeParsingFailed")]
    [InlineData("--xtop--\r\n", "MissingRest")]
    [InlineData(Wire.Ocsp + "ocsp" + Wire.End, "MissingRest")]
    [InlineData("preamble\r\n" + Wire.Request + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData("\r\n" + Wire.Request + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Request, "MimeParsingFailed")]
    [InlineData(Wire.Request + Wire.Body + "body", "MimeParsingFailed")]
    [InlineData(Wire.Request + Wire.Signature + Wire.End + "epilogue", "MimeParsingFailed")]
    [InlineData(Wire.Request + Wire.Signature + Wire.End + "\r\n\r\n\r\n\r\n", "MimeParsingFailed")]
    [InlineData(Wire.Request + "\r\n--xtop-\r\n" + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Request + "\n--xtop--\n", "MimeParsingFailed")]
    [InlineData(Wire.Request + Wire.End, "MissingSignature")]
    [InlineData(Wire.Request + Wire.Body + "body" + Wire.End, "MissingSignature")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.Chain + Wire.End, "MissingSignature")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.End, "MissingSignature")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.Chain + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.Chain + Wire.ChainResult + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.ChainResult + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.Body + "body" + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.Signature + Wire.Signature + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + Wire.Signature + Wire.Body + "body" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + Wire.Signature + "\r\n--xtop\r\ncontent-type: text/xml\r\n\r\n<a/>" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + "\r\n" + Wire.Ocsp + "ocsp" + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-body\r\n\r\nbody" + Wire.End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: signature/bdoc-1.0/ts\r\n\r\nbody" + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + "\r\n" + Wire.Request + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.Body + "a" + Wire.Body + "b" + Wire.End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\n\r\n<a/>\r\n" + Wire.Request + Wire.End, "InvalidMessage")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-response\r\n\r\n" + Wire.RequestText + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + "\r\n--xtop\r\ncontent-type: text/plain\r\n\r\na" + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + "\r\n--xtop\r\n\r\na" + Wire.End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-request\r\ncontent-transfer-encoding: base64\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\nContent-Type: application/x-road-rest-request\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\nno colon\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\n folded: first\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type : application/x-road-rest-request\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-request\nx: y\r\n\r\n" + Wire.RequestText + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: application/x-road-rest-request\r\n\r\nnonsense" + Wire.End, "InvalidMessage")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\n\r\n<a/>" + Wire.End, "InvalidMessage")]
    public async Task A_message_that_breaks_the_protocol_is_refused_by_the_name_of_its_fault(string text, string problem)
    {
        using var reader = Wire.Reader(Wire.Bytes(text));

        var refused = await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(reader));

        Assert.Equal(problem, refused.Problem.Name);
    }

    [Fact]
    public async Task An_answer_has_no_OCSP_responses()
    {
        using var reader = Wire.Reader(Wire.Bytes(Wire.Ocsp + "ocsp\r\n" + Wire.Response + Wire.Signature + Wire.End), direction: TransportDirection.Response);

        Assert.Equal("InvalidContentType", (await Assert.ThrowsAsync<MalformedTransportException>(async () => await reader.NextAsync(default))).Problem.Name);
    }

    [Theory]
    [InlineData("--xtop\r\nx: {5000}\r\n\r\n", "MimeParsingFailed")]
    [InlineData(Wire.Ocsp + "{65537}" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + "{131072}" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + Wire.Body + "123456789" + Wire.End, "InvalidRequest")]
    [InlineData(Wire.Request + Wire.Signature + "{1048576}" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + Wire.ChainResult + "{1048576}" + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Request + Wire.ChainResult + Wire.Chain + "{1048576}" + Wire.End, "InvalidMessage")]
    public async Task What_is_longer_than_it_may_be_is_refused(string text, string problem)
    {
        var begin = text.IndexOf('{', StringComparison.Ordinal);
        var count = begin < 0 ? 0 : int.Parse(text[(begin + 1)..text.IndexOf('}', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        using var reader = Wire.Reader(Wire.Bytes(text.Replace($"{{{count}}}", new string('a', count), StringComparison.Ordinal)), maxBody: 8);

        Assert.Equal(problem, (await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(reader))).Problem.Name);
    }

    [Fact]
    public async Task Ten_OCSP_responses_are_taken_and_no_more()
    {
        using var ten = Wire.Reader(Wire.Bytes(string.Concat(Enumerable.Repeat(Wire.Ocsp + "o\r\n", 10)) + Wire.Request + Wire.Signature + Wire.End));
        using var eleven = Wire.Reader(Wire.Bytes(string.Concat(Enumerable.Repeat(Wire.Ocsp + "o\r\n", 11)) + Wire.Request + Wire.Signature + Wire.End));

        Assert.Equal(10, (await ten.ReadOcspResponsesAsync(default)).Count);
        Assert.Equal("InvalidMessage", (await Assert.ThrowsAsync<MalformedTransportException>(async () => await eleven.ReadOcspResponsesAsync(default))).Problem.Name);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_asked_for()
    {
        using var reader = Wire.Reader(Wire.Bytes(Whole));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadRequestAsync(default));
        await reader.ReadOcspResponsesAsync(default);

        Assert.Throws<InvalidOperationException>(reader.OpenBody);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadResponseAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadSignatureAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadFaultAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadOcspResponsesAsync(default));
    }

    /// <summary>Reads all of a message; what there was in it.</summary>
    private static async Task<string> TellAsync(TransportReader reader)
    {
        var told = (await reader.ReadOcspResponsesAsync(default)).Select(response => Encoding.UTF8.GetString(response.Span)).ToList();
        for (var part = reader.Current; part is not null; part = await reader.NextAsync(default))
        {
            if (part == TransportPart.Message)
                told.Add((await reader.ReadRequestAsync(default)).Bytes.Length == Wire.RequestText.Length ? "request" : "other");
            if (part == TransportPart.Body)
                await reader.OpenBody().CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            if (part == TransportPart.Body)
                told.Add("body");
            if (part == TransportPart.Fault)
                told.Add((await reader.ReadFaultAsync(default)).Code);
            if (part is TransportPart.HashChainResult or TransportPart.Signature)
                break;
        }

        if (reader.Current == TransportPart.Fault)
            return string.Join(' ', told);
        await reader.ReadSignatureAsync(default);
        return string.Join(' ', [.. told, "signature"]);
    }
}
