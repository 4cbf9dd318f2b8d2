using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Containers;

/// <summary>What is no container, and what only looks like one.</summary>
public sealed class MalformedContainerTests
{
    private const string Invalid = "AsicInvalidContainer";

    [Theory]
    [InlineData("mimetype", null, "AsicMimeTypeNotFound")]
    [InlineData("mimetype", " ", "AsicMimeTypeNotFound")]
    [InlineData("mimetype", "application/zip", "AsicInvalidMimeType")]
    [InlineData("mimetype", "application/vnd.etsi.asic-e+zip\n", "AsicInvalidMimeType")]
    [InlineData("message.xml", null, "AsicMessageNotFound")]
    [InlineData("message.xml", "\r\n", "AsicMessageNotFound")]
    [InlineData("META-INF/signatures.xml", null, "AsicSignatureNotFound")]
    [InlineData("META-INF/signatures.xml", "", "AsicSignatureNotFound")]
    [InlineData("META-INF/signatures2.xml", "<b/>", Invalid)]
    [InlineData("sig-hashchain.xml", "<a/>", "AsicHashChainResultNotFound")]
    [InlineData("sig-hashchainresult.xml", "<a/>", "AsicHashChainNotFound")]
    [InlineData("ts-hashchain.xml", "<a/>", "AsicHashChainResultNotFound")]
    [InlineData("ts-hashchainresult.xml", "<a/>", "AsicHashChainNotFound")]
    [InlineData("META-INF/timestamp.tst", "", "AsicTimestampNotFound")]
    [InlineData("META-INF/manifest.xml", "", "AsicManifestNotFound")]
    [InlineData("META-INF/ASiCManifest.xml", " ", "AsicManifestNotFound")]
    [InlineData("MESSAGE.xml", "<twice/>", Invalid)]
    [InlineData("../message.xml", "a", Invalid)]
    [InlineData("a/../../b", "a", Invalid)]
    [InlineData("a/./b", "a", Invalid)]
    [InlineData("a//b", "a", Invalid)]
    [InlineData("/etc/passwd", "a", Invalid)]
    [InlineData("C:/autoexec.bat", "a", Invalid)]
    [InlineData("META-INF\\signatures.xml", "a", Invalid)]
    [InlineData("a\u0007", "a", Invalid)]
    [InlineData("folder/", "not empty", Invalid)]
    public void A_container_that_breaks_a_rule_is_refused_by_its_name(string file, string? text, string code) =>
        Assert.Equal(code, Samples.Refusal(Samples.Zip((file, text))));

    [Fact]
    public void A_container_may_lack_a_timestamp_and_manifests() => Assert.Null(Samples.Refusal(Samples.Zip()));

    [Theory]
    [InlineData("", "AsicMimeTypeNotFound")]
    [InlineData("<message/>", "AsicMimeTypeNotFound")]
    [InlineData("PK\u0003\u0004", Invalid)]
    public void What_is_no_zip_file_has_no_mimetype_as_X_Road_sees_it(string text, string code) =>
        Assert.Equal(code, Samples.Refusal(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Assert.Equal(Invalid, Samples.Refusal(Samples.ZipOf(
            ("mimetype", Encoding.ASCII.GetBytes(ContainerNames.MediaType)), ("message.xml", "a"u8.ToArray()), ("message.xml", "b"u8.ToArray()), ("META-INF/signatures.xml", "s"u8.ToArray()))));

    [Fact]
    public async Task A_container_cut_off_anywhere_is_refused()
    {
        var whole = await Samples.WriteAsync(Samples.Contents("body"u8.ToArray(), "more"u8.ToArray()));

        for (var length = 0; length < whole.Length; length += 7)
            Assert.NotNull(Samples.Refusal(whole[..length]));
        Assert.Null(Samples.Refusal(whole));
    }

    [Fact]
    public async Task A_flipped_byte_is_found_or_harmless_and_never_a_surprise()
    {
        byte[][] containers = [await Samples.WriteAsync(Samples.Contents("body"u8.ToArray())), Samples.Zip(("attachment1", new string('b', 300)))];
        var random = new Random(20261122);
        for (var i = 0; i < 2_000; i++)
        {
            var whole = containers[i % containers.Length];
            var flipped = (byte[])whole.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            // Only what nobody reads may change: times, attributes and the comment.
            if (Samples.Refusal(flipped) is null)
                Assert.Equal(Files(whole), Files(flipped));
        }
    }

    [Fact]
    public void A_file_larger_than_is_read_into_memory_is_refused_before_it_is_inflated()
    {
        var bomb = Bomb("message.xml", 1_000_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(Invalid, Samples.Refusal(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

    [Fact]
    public void Attachments_beyond_the_limit_are_refused_before_they_are_inflated() =>
        Assert.Equal(Invalid, Samples.Refusal(Bomb("attachment1", 1_000_000_000)));

    [Fact]
    public void A_bomb_that_lies_about_its_length_stops_at_the_lie()
    {
        var bomb = Bomb("message.xml", 50_000_000);
        var lying = Replace(bomb, BitConverter.GetBytes(50_000_000), BitConverter.GetBytes(100));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.NotEqual(bomb, lying);
        Assert.Equal(Invalid, Samples.Refusal(lying));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void A_hundred_thousand_entries_are_not_read()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 100_000; i++)
                zip.CreateEntry($"f{i}");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Invalid, Samples.Refusal(output.ToArray()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * output.Length);
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        var zip = Samples.Zip();
        zip[6] |= 1;
        zip[CentralDirectory(zip) + 8] |= 1;

        var refused = Assert.Throws<MalformedContainerException>(() => Samples.Open(zip));

        Assert.Equal(Invalid, refused.Code);
        Assert.Contains("encrypted", refused.Message);
    }

    // A reader that goes from header to header, as X-Road's does, would see the hidden file; one that goes by the directory would not.
    [Theory]
    [InlineData("before the directory")]
    [InlineData("in front")]
    [InlineData("behind")]
    public void Nothing_hides_between_the_entries(string where)
    {
        var zip = Samples.Zip();
        var directory = CentralDirectory(zip);
        var hidden = Samples.ZipOf(("message.xml", "<other/>"u8.ToArray()));
        byte[] entry = hidden[..CentralDirectory(hidden)];
        var end = zip.Length - 22;

        var stuffed = where switch
        {
            "before the directory" => MoveDirectory([.. zip[..directory], .. entry, .. zip[directory..]], entry.Length),
            "in front" => [.. entry, .. zip],
            _ => [.. zip, .. entry],
        };

        Assert.Equal(Invalid, Samples.Refusal(stuffed));
        Assert.Equal(directory, BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(end + 16)));
    }

    // Behind the end of the deflated data such a reader would go on looking for headers.
    [Fact]
    public void Nothing_hides_behind_deflated_data()
    {
        var zip = Samples.ZipOf(("mimetype", Encoding.ASCII.GetBytes(ContainerNames.MediaType)), ("META-INF/signatures.xml", "s"u8.ToArray()), ("message.xml", new byte[500]));
        var directory = CentralDirectory(zip);
        var local = zip.AsSpan().IndexOf("message.xml"u8) - 30;
        var central = zip.AsSpan().LastIndexOf("message.xml"u8) - 46;
        foreach (var at in new[] { local + 18, central + 20 })
            zip[at] += 4;

        Assert.Equal(8, zip[local + 8]);
        var refused = Assert.Throws<MalformedContainerException>(() => Samples.Open(MoveDirectory([.. zip[..directory], 1, 2, 3, 4, .. zip[directory..]], 4)));
        Assert.Contains("the bytes of 'message.xml'", refused.Message);
    }

    [Fact]
    public void A_file_of_another_name_in_its_own_header_is_refused()
    {
        var zip = Samples.Zip();
        var at = zip.AsSpan().IndexOf("message.xml"u8);
        zip[at] = (byte)'M';

        Assert.Equal(Invalid, Samples.Refusal(zip));
    }

    private static byte[] MoveDirectory(byte[] zip, int by)
    {
        var start = zip.AsSpan(zip.Length - 22 + 16, 4);
        BinaryPrimitives.WriteInt32LittleEndian(start, BinaryPrimitives.ReadInt32LittleEndian(start) + by);
        return zip;
    }

    private static int CentralDirectory(byte[] zip) => BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 22 + 16));

    private static byte[] Bomb(string name, int length)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (file, text) in new[] { ("mimetype", ContainerNames.MediaType), ("message.xml", "m"), ("META-INF/signatures.xml", "s") })
            {
                if (file == name)
                    continue;
                using var entry = zip.CreateEntry(file).Open();
                entry.Write(Encoding.ASCII.GetBytes(text));
            }

            using var bomb = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            var zeros = new byte[1_000_000];
            for (var written = 0; written < length; written += zeros.Length)
                bomb.Write(zeros);
        }

        return output.ToArray();
    }

    private static byte[] Replace(byte[] bytes, byte[] old, byte[] changed)
    {
        var result = (byte[])bytes.Clone();
        for (var at = result.AsSpan().IndexOf(old); at >= 0; at = result.AsSpan().IndexOf(old))
            changed.CopyTo(result, at);
        return result;
    }

    private static string Files(byte[] bytes)
    {
        using var container = Samples.Open(bytes);
        var names = new[] { "/message.xml", container.SignaturesName, "/sig-hashchain.xml", "/ts-hashchain.xml" }.Concat(container.Attachments).Concat(container.Others);
        return string.Join('\n', names.Select(name => name + Convert.ToHexString(container.Read(name) is { } read ? read.Span : [])));
    }
}
