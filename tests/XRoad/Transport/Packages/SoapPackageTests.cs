using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;
using Cabildo.XRoad.Transport.Packages;

namespace Cabildo.XRoad.Tests.Transport.Packages;

public sealed class SoapPackageTests
{
    private const string Type = "multipart/related; type=\"text/xml\"; start=\"<root>\"; boundary=\"b 1\"";
    private const string Root = "--b 1\r\nContent-Type: text/xml;\r\n charset=UTF-8\r\nContent-ID: <root>\r\nContent-Transfer-Encoding: 8Bit\r\n\r\n" + Wire.SoapText;
    private const string Attached = "\r\n--b 1\r\nContent-Type: image/png\r\nContent-ID: <one>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K";
    private const string End = "\r\n--b 1--";

    [Theory]
    [InlineData("text/xml")]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("application/xop+xml; type=\"text/xml\"")]
    public async Task A_message_alone_is_read(string type)
    {
        using var reader = New(Wire.SoapText, type);

        Assert.Equal("getDose", (await reader.ReadSoapAsync(default)).Wrapper);
        Assert.Equal(type, reader.Headers!.ContentType);
        Assert.Null(await reader.NextAttachmentAsync(default));
        Assert.Empty(reader.AttachmentDigests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task A_message_with_attachments_is_read_past_preamble_and_epilogue(int piece)
    {
        using var reader = New("This is MIME.\r\n" + Root + Attached + Attached + End + "\r\nThe end.", Type, piece);

        Assert.Equal("getDose", (await reader.ReadSoapAsync(default)).Wrapper);
        Assert.Equal("text/xml; charset=UTF-8", reader.Headers!.ContentType);
        var one = await reader.NextAttachmentAsync(default);
        Assert.Equal("<one>", one!.Headers.Find("Content-Id"));
        Assert.Equal(8, await one.Content.ReadAtLeastAsync(new byte[100], 100, throwOnEndOfStream: false, TestContext.Current.CancellationToken));
        Assert.NotNull(await reader.NextAttachmentAsync(default));
        Assert.Null(await reader.NextAttachmentAsync(default));
        Assert.All(reader.AttachmentDigests, digest => Assert.Equal(SHA512.HashData("iVBORw0K"u8), digest.ToArray()));
        Assert.Equal(2, reader.AttachmentDigests.Count);
    }

    [Fact]
    public async Task A_message_is_read_wherever_it_is_cut_in_two()
    {
        var bytes = Encoding.UTF8.GetBytes(Root + Attached + End);
        for (var middle = 0; middle <= bytes.Length; middle++)
        {
            using var reader = new SoapPackageReader(new Halves(bytes, middle), Type, 8);
            Assert.Equal(1, await CountAsync(reader));
        }
    }

    [Theory]
    [InlineData(null, Wire.SoapText, "InvalidRequest")]
    [InlineData("", Wire.SoapText, "InvalidRequest")]
    [InlineData("application/soap+xml", Wire.SoapText, "InvalidContentType")]
    [InlineData("multipart/mixed; boundary=a", Wire.SoapText, "InvalidContentType")]
    [InlineData("multipart/related", Wire.SoapText, "InvalidContentType")]
    [InlineData("text/xml", "", "MissingSoap")]
    [InlineData("text/xml", "<a/>", "InvalidSoap")]
    [InlineData("text/xml", "nonsense", "InvalidXml")]
    [InlineData(Type, "", "MimeParsingFailed")]
    [InlineData(Type, "--b 1--", "MissingSoap")]
    [InlineData(Type, Root, "MimeParsingFailed")]
    [InlineData(Type, Root + Attached, "MimeParsingFailed")]
    [InlineData(Type, "--b 1\r\n\r\n" + Wire.SoapText + End, "InvalidContentType")]
    [InlineData(Type, "--b 1\r\nContent-Type: text/plain\r\n\r\n" + Wire.SoapText + End, "InvalidContentType")]
    [InlineData(Type, "--b 1\r\nContent-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Wire.SoapText + End, "MimeParsingFailed")]
    [InlineData(Type, "--b 1\r\nContent-Type: text/xml\r\nContent-ID: <other>\r\n\r\n" + Wire.SoapText + End, "InvalidContentType")]
    [InlineData(Type, Root + Attached + "+" + End, "InvalidRequest")]
    public async Task A_message_that_breaks_the_protocol_is_refused_by_the_name_of_its_fault(string? type, string text, string problem)
    {
        var refused = await Assert.ThrowsAsync<MalformedTransportException>(async () =>
        {
            using var reader = New(text, type, maxBytes: 8);
            await CountAsync(reader);
        });

        Assert.Equal(problem, refused.Problem.Name);
    }

    [Fact]
    public async Task What_is_endless_around_a_multipart_is_refused()
    {
        using var preamble = New(new string('a', 10_000) + "\r\n" + Root + End, Type);
        using var epilogue = New(Root + End + new string('a', 10_000), Type);
        using var alone = New(new string(' ', TransportLimits.SoapBytes + 1), "text/xml");

        Assert.Equal("MimeParsingFailed", (await Assert.ThrowsAsync<MalformedTransportException>(() => CountAsync(preamble))).Problem.Name);
        Assert.Equal("MimeParsingFailed", (await Assert.ThrowsAsync<MalformedTransportException>(() => CountAsync(epilogue))).Problem.Name);
        Assert.Equal("InvalidRequest", (await Assert.ThrowsAsync<MalformedTransportException>(() => CountAsync(alone))).Problem.Name);
    }

    [Fact]
    public async Task The_message_comes_before_its_attachments_and_once()
    {
        using var reader = New(Root + End, Type);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.NextAttachmentAsync(default));
        await reader.ReadSoapAsync(default);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadSoapAsync(default));
    }

    [Fact]
    public async Task A_message_alone_is_written_alone()
    {
        var format = SoapPackageFormat.Of("text/xml; charset=ISO-8859-1", PartHeaders.OfType("text/xml; charset=ISO-8859-1"), hasAttachments: false);

        Assert.Equal("text/xml; charset=ISO-8859-1", format.ContentType);
        Assert.Equal(Wire.SoapText, await WriteAsync(format));
    }

    [Fact]
    public async Task A_message_with_attachments_is_written_under_a_boundary_of_our_own()
    {
        var format = SoapPackageFormat.Of(
            "Multipart/Related; boundary=theirs; type=\"application/xop+xml\"; start=\"<root>\"; start-info=\"text/xml\"; other=x", Wire.SoapHeaders, hasAttachments: true);

        var boundary = format.ContentType[(format.ContentType.IndexOf("boundary=", StringComparison.Ordinal) + 9)..];
        Assert.Equal($"multipart/related; type=\"application/xop+xml\"; start-info=\"text/xml\"; start=\"<root>\"; charset=UTF-8; boundary={boundary}", format.ContentType);
        Assert.StartsWith("xtop", boundary, StringComparison.Ordinal);
        Assert.Equal(
            $"--{boundary}\r\ncontent-type: text/xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n{Wire.SoapText}\r\n--{boundary}\r\ncontent-type: image/png\r\nContent-ID: <one>\r\n\r\none\r\n--{boundary}--\r\n",
            await WriteAsync(format, new Attachment(new([new("Content-ID", "<one>"), new("content-type", "image/png")]), new MemoryStream("one"u8.ToArray()))));
    }

    [Fact]
    public async Task A_multipart_without_attachments_stays_one()
    {
        var format = SoapPackageFormat.Of(Type, Wire.SoapHeaders, hasAttachments: false);

        var written = await WriteAsync(format);
        using var reader = New(written, format.ContentType);
        Assert.Equal(0, await CountAsync(reader));
        Assert.True(format.IsMultipart);
    }

    [Theory]
    [InlineData("multipart/related; boundary=a; start=\"<other>\"")]
    [InlineData("multipart/related; boundary=a")]
    [InlineData("text/xml")]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void No_other_part_is_named_as_the_message(string? original) => Assert.StartsWith(
        "multipart/related; type=\"text/xml\"; charset=UTF-8; boundary=xtop", SoapPackageFormat.Of(original, Wire.SoapHeaders, hasAttachments: true).ContentType, StringComparison.Ordinal);

    [Fact]
    public async Task A_message_alone_has_no_room_for_attachments()
    {
        var format = SoapPackageFormat.Of("text/xml", Wire.SoapHeaders, hasAttachments: false);

        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(format, new Attachment(PartHeaders.OfType("a/b"), Stream.Null)));
    }

    private static SoapPackageReader New(string text, string? type, int piece = int.MaxValue, long maxBytes = long.MaxValue) =>
        new(new Pieces(Encoding.UTF8.GetBytes(text), piece), type, maxBytes);

    private static async Task<int> CountAsync(SoapPackageReader reader)
    {
        var count = 0;
        Assert.Equal(SoapKind.Request, (await reader.ReadSoapAsync(default)).Kind);
        while (await reader.NextAttachmentAsync(default) is not null)
            count++;
        return count;
    }

    private static async Task<string> WriteAsync(SoapPackageFormat format, params Attachment[] attachments)
    {
        using var output = new MemoryStream();
        var writer = new SoapPackageWriter(output, format);
        writer.WriteMessage(Wire.SoapPart);
        foreach (var attachment in attachments)
            await writer.WriteAttachmentAsync(attachment, () => { }, TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
