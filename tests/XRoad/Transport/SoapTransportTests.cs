using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

public sealed class SoapTransportTests
{
    private const string Whole = Wire.Ocsp + "ocsp\r\n" + Wire.Soap + Wire.Attachments + Wire.ChainResult + Wire.Chain + Wire.Signature + Wire.End;

    [Fact]
    public async Task A_message_with_attachments_has_the_bytes_of_the_protocol()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteOcspResponse("ocsp"u8.ToArray());
        writer.WriteMessage(Wire.SoapPart, Wire.SoapHeaders);
        await writer.WriteAttachmentAsync(
            new Attachment(new([new("Content-ID", "<one>"), new("Content-Type", "image/png"), new("Content-Transfer-Encoding", "base64")]), new MemoryStream("iVBORw0K"u8.ToArray())), () => { }, default);
        await writer.WriteAttachmentAsync(new Attachment(PartHeaders.OfType("text/plain"), new MemoryStream("two\r\nlines"u8.ToArray())), () => { }, default);
        writer.WriteSignature(Wire.Batch);
        await writer.CompleteAsync(default);

        Assert.Equal(Whole, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal(["iVBORw0K", "two\r\nlines"], [.. writer.AttachmentDigests.Select(Named)]);
        Assert.Single(output.Lengths);
    }

    [Fact]
    public async Task A_message_with_attachments_is_read_part_by_part()
    {
        using var reader = Wire.SoapReader(Whole);

        Assert.Single(await reader.ReadOcspResponsesAsync(default));
        Assert.Equal(TransportPart.Message, reader.Current);
        Assert.Equal("getDose", (await reader.ReadSoapAsync(default)).Wrapper);
        Assert.Equal("<root>", reader.SoapHeaders!.Find("content-id"));
        Assert.Equal("text/xml; charset=UTF-8", reader.SoapHeaders.ContentType);
        Assert.Equal(TransportPart.Attachments, await reader.NextAsync(default));
        var one = await reader.NextAttachmentAsync(default);
        Assert.Equal(["content-type: image/png", "Content-ID: <one>", "Content-Transfer-Encoding: base64"], one!.Headers.Fields.Select(field => $"{field.Name}: {field.Value}"));
        Assert.Equal("iVBORw0K", await TextAsync(one));
        Assert.Equal("two\r\nlines", await TextAsync((await reader.NextAttachmentAsync(default))!));
        Assert.Null(await reader.NextAttachmentAsync(default));
        Assert.Null(await reader.NextAttachmentAsync(default));
        Assert.Equal(TransportPart.HashChainResult, await reader.NextAsync(default));
        await reader.ReadSignatureAsync(default);
        Assert.Equal(["iVBORw0K", "two\r\nlines"], [.. reader.AttachmentDigests.Select(Named)]);
    }

    [Fact]
    public async Task Attachments_that_nobody_reads_count_for_the_signature()
    {
        using var reader = Wire.SoapReader(Wire.Soap + Wire.Attachments + Wire.Signature + Wire.End, 1);

        Assert.Equal(TransportPart.Message, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Attachments, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Signature, await reader.NextAsync(default));
        Assert.Equal(["iVBORw0K", "two\r\nlines"], [.. reader.AttachmentDigests.Select(Named)]);
    }

    [Fact]
    public async Task A_message_is_read_wherever_it_is_cut_in_two()
    {
        var bytes = Wire.Bytes(Whole);
        for (var middle = 0; middle <= bytes.Length; middle++)
        {
            using var reader = new TransportReader(new Halves(bytes, middle), "xtop", TransportDirection.Request, 18, MessageProtocol.Soap);
            Assert.Equal("getDose iVBORw0K two\r\nlines signature", await TellAsync(reader));
        }
    }

    [Fact]
    public async Task A_message_that_ends_too_soon_is_refused_wherever_it_ends()
    {
        for (var length = 0; length < Whole.Length - 2; length++)
        {
            using var reader = Wire.SoapReader(Whole[..length]);
            Assert.Equal("MimeParsingFailed", (await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(reader))).Problem.Name);
        }
    }

    [Fact]
    public async Task A_message_in_place_of_which_a_fault_came_is_that_fault()
    {
        using var reader = Wire.SoapReader(
            "--xtop\r\ncontent-type: text/xml\r\n\r\n<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>a.b</faultcode><faultstring>c</faultstring></s:Fault></s:Body></s:Envelope>" + Wire.End);
        await reader.NextAsync(default);

        var part = await reader.ReadSoapAsync(default);

        Assert.Equal(SoapKind.Fault, part.Kind);
        Assert.Equal("a.b", part.Fault!.Code);
    }

    [Fact]
    public async Task A_message_can_break_off_with_a_fault_amid_its_attachments()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.SoapPart, PartHeaders.OfType("application/xop+xml"));
        await writer.WriteAttachmentAsync(new Attachment(PartHeaders.OfType("a/b"), new MemoryStream(new byte[100_000])), () => { }, default);
        writer.WriteFault(new Fault("Server.ServerProxy.IOError", "Gone.", "7"));
        await writer.CompleteAsync(default);

        using var reader = new TransportReader(new Pieces(output.ToArray(), 1000), "xtop", TransportDirection.Request, 100_000, MessageProtocol.Soap);
        Assert.Equal(TransportPart.Message, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Attachments, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Fault, await reader.NextAsync(default));
        Assert.Equal("Gone.", (await reader.ReadFaultAsync(default)).Message);
    }

    [Fact]
    public async Task Ten_thousand_attachments_are_refused_and_as_many_as_evidence_holds_are_taken()
    {
        const string One = "\r\n--xatt\r\ncontent-type: a/b\r\n\r\nx";
        const string Open = "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n";
        using var most = Wire.SoapReader(Wire.Soap + Open + string.Concat(Enumerable.Repeat(One, 900)) + "\r\n--xatt--\r\n" + Wire.Signature + Wire.End);
        using var more = Wire.SoapReader(Wire.Soap + Open + string.Concat(Enumerable.Repeat(One, 10_000)) + "\r\n--xatt--\r\n" + Wire.Signature + Wire.End);

        await TellAsync(most);
        Assert.Equal(900, most.AttachmentDigests.Count);
        Assert.Equal("InvalidRequest", (await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(more))).Problem.Name);
        Assert.Equal(900, more.AttachmentDigests.Count);
    }

    [Theory]
    [InlineData("--xtop--\r\n", "MissingSoap")]
    [InlineData(Wire.Soap + Wire.End, "MissingSignature")]
    [InlineData(Wire.Soap + Wire.Attachments + Wire.End, "MissingSignature")]
    [InlineData(Wire.Soap + Wire.Attachments + Wire.Attachments + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Soap + Wire.ChainResult + Wire.Attachments + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Soap + Wire.Signature + Wire.Attachments + Wire.End, "InvalidMessage")]
    [InlineData(Wire.Soap + Wire.Body + "body" + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Request + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData("--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt--" + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: application/xop+xml\r\n\r\n" + Wire.SoapText + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed\r\n\r\n" + Wire.Signature + Wire.End, "InvalidContentType")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\nnote\r\n--xatt\r\n\r\na\r\n--xatt--" + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt\r\n\r\na\r\n--xatt--note" + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt\r\n\r\na" + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt\r\na: b\r\nA: c\r\n\r\na\r\n--xatt--" + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt\r\n\r\n1234567890123456789\r\n--xatt--" + Wire.Signature + Wire.End, "InvalidRequest")]
    [InlineData(Wire.Soap + "\r\n--xtop\r\ncontent-type: multipart/mixed; boundary=xatt\r\n\r\n--xatt\r\n\r\n123456789012345678\r\n--xatt\r\n\r\n7\r\n--xatt--" + Wire.Signature + Wire.End, "InvalidRequest")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\ncontent-transfer-encoding: base64\r\n\r\n" + Wire.SoapText + Wire.Signature + Wire.End, "MimeParsingFailed")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\n\r\n<a/>" + Wire.Signature + Wire.End, "InvalidSoap")]
    [InlineData("--xtop\r\ncontent-type: text/xml\r\n\r\n<a" + Wire.Signature + Wire.End, "InvalidXml")]
    public async Task A_message_that_breaks_the_protocol_is_refused_by_the_name_of_its_fault(string text, string problem)
    {
        using var reader = Wire.SoapReader(text, maxBody: 18);

        Assert.Equal(problem, (await Assert.ThrowsAsync<MalformedTransportException>(() => TellAsync(reader))).Problem.Name);
    }

    [Fact]
    public void What_X_Road_could_not_read_is_not_written()
    {
        var writer = new TransportWriter(Stream.Null, "xtop");

        Assert.Throws<ArgumentException>(() => writer.WriteMessage(Wire.SoapPart, PartHeaders.OfType("text/plain")));
        Assert.Throws<ArgumentException>(() => writer.WriteMessage(Wire.SoapPart, new([new("content-type", "text/xml"), new("content-transfer-encoding", "base64")])));
        Assert.Throws<ArgumentException>(() => writer.WriteMessage(Wire.SoapPart, new([new("content-type", "text/xml"), new("a", "b\r\nc: d")])));
    }

    private static async Task<string> TellAsync(TransportReader reader)
    {
        await reader.ReadOcspResponsesAsync(default);
        List<string> told = [(await reader.ReadSoapAsync(default)).Wrapper];
        if (await reader.NextAsync(default) == TransportPart.Attachments)
        {
            while (await reader.NextAttachmentAsync(default) is { } attachment)
                told.Add(await TextAsync(attachment));
            await reader.NextAsync(default);
        }

        await reader.ReadSignatureAsync(default);
        return string.Join(' ', [.. told, "signature"]);
    }

    private static async Task<string> TextAsync(Attachment attachment)
    {
        using var bytes = new MemoryStream();
        await attachment.Content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Of which of the two attachments a digest is.</summary>
    private static string Named(ReadOnlyMemory<byte> digest) =>
        new[] { "iVBORw0K", "two\r\nlines" }.Single(text => digest.Span.SequenceEqual(SHA512.HashData(Encoding.UTF8.GetBytes(text))));
}
