using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.Evidence.Archives;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Tests.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Archives;

public sealed class ArchiveTests
{
    [Fact]
    public void An_archive_of_X_Road_holds()
    {
        using var file = File.OpenRead(Repository.Vector("xroad/archive/message-archive-0.zip"));
        var visited = new List<string>();

        var verdict = ArchiveCheck.Run(file, previousDigest: "", visit: (name, stream) =>
        {
            using var container = AsicContainer.Open(stream);
            visited.Add($"{name} {container.SignaturesName}");
        });

        Assert.True(verdict.Holds, verdict.Reason);
        Assert.Equal(1, verdict.Containers);
        Assert.Null(verdict.PreviousFile);
        Assert.StartsWith("9011ab557706b505", verdict.LastDigest);
        Assert.Equal(["3a2a743f-56da-4085-b643-79e335341eb3-request-1.asice /META-INF/signatures.xml"], visited);
    }

    [Fact]
    public async Task Three_archives_hold_one_after_the_other()
    {
        var (first, link1) = await WriteAsync(previous: null, "mlog-1.zip", "a", "b");
        var (second, link2) = await WriteAsync(link1, "mlog 2.zip", "c");
        var (third, _) = await WriteAsync(link2, "mlog-3.zip", "d", "e", "f");

        var one = Check(first, "");
        var two = Check(second, one.LastDigest);
        var three = Check(third, two.LastDigest);

        Assert.All([one, two, three], verdict => Assert.True(verdict.Holds, verdict.Reason));
        Assert.Equal((null, "mlog-1.zip", "mlog 2.zip"), (one.PreviousFile, two.PreviousFile, three.PreviousFile));
        Assert.Equal((2, 1, 3), (one.Containers, two.Containers, three.Containers));
        Assert.Equal(link1.Digest, one.LastDigest);
        Assert.Equal(one.LastDigest, two.PreviousDigest);
    }

    [Fact]
    public async Task The_chain_is_the_digest_of_the_digest_before_and_the_containers_in_hexadecimal()
    {
        var (archive, link) = await WriteAsync(new ArchiveLink(new string('a', 128), "before.zip"), "x.zip", "a");
        using var zip = new ZipArchive(new MemoryStream(archive));
        var container = Bytes(zip.GetEntry("a-request-0.asice")!);
        var expected = Hex(SHA512.HashData(Encoding.ASCII.GetBytes(new string('a', 128) + Hex(SHA512.HashData(container)))));

        Assert.Equal($"{new string('a', 128)} before.zip SHA-512\n{expected} a-request-0.asice\n", Encoding.UTF8.GetString(Bytes(zip.GetEntry("linkinginfo")!)));
        Assert.Equal(new ArchiveLink(expected, "x.zip"), link);
    }

    [Fact]
    public async Task An_archive_that_is_left_out_is_noticed()
    {
        var (first, link1) = await WriteAsync(previous: null, "1.zip", "a");
        var (_, link2) = await WriteAsync(link1, "2.zip", "b");
        var (third, _) = await WriteAsync(link2, "3.zip", "c");

        Assert.Equal(ArchiveFault.WrongPrevious, Check(third, Check(first, "").LastDigest).Fault);
        Assert.Equal(ArchiveFault.WrongPrevious, Check(third, "").Fault);
        Assert.True(Check(third, previousDigest: null).Holds);
    }

    [Fact]
    public async Task An_altered_container_is_found()
    {
        var files = await FilesAsync();
        files[1].Bytes[^1] ^= 1;

        var verdict = Check(Samples.ZipOf(files), "");

        Assert.Equal(ArchiveFault.BrokenLink, verdict.Fault);
        Assert.Equal("b-request-1.asice", verdict.Broken!.File);
        Assert.NotEqual(verdict.Broken.Expected, verdict.Broken.Found);
        Assert.Contains("b-request-1.asice", verdict.Reason);
    }

    [Fact]
    public async Task A_container_that_is_damaged_in_the_file_is_found()
    {
        var (archive, _) = await WriteAsync(previous: null, "1.zip", "a", "b");
        archive[archive.AsSpan().IndexOf("a-request-0.asice"u8) + 200] ^= 1;

        var verdict = Check(archive, "");

        Assert.Equal((ArchiveFault.BrokenLink, "a-request-0.asice", ""), (verdict.Fault, verdict.Broken!.File, verdict.Broken.Found));
    }

    [Fact]
    public async Task A_missing_container_is_named()
    {
        var files = await FilesAsync();

        var verdict = Check(Samples.ZipOf([files[0], .. files[2..]]), "");

        Assert.Equal(ArchiveFault.MissingContainer, verdict.Fault);
        Assert.Equal(["b-request-1.asice"], verdict.Missing);
        Assert.Equal("b-request-1.asice", verdict.Broken!.File);
    }

    [Fact]
    public async Task An_added_container_is_named()
    {
        var files = await FilesAsync();

        var verdict = Check(Samples.ZipOf([("z.asice", [1]), .. files]), "");

        Assert.Equal(ArchiveFault.UnlistedFile, verdict.Fault);
        Assert.Equal(["z.asice"], verdict.Unlisted);
        Assert.Null(verdict.Broken);
    }

    [Fact]
    public async Task Containers_in_another_order_are_found()
    {
        var files = await FilesAsync();
        var lines = Encoding.UTF8.GetString(files[^1].Bytes).Split('\n');
        var swapped = Encoding.UTF8.GetBytes(string.Join('\n', lines[0], lines[2], lines[1], lines[3], ""));

        Assert.Equal(ArchiveFault.OutOfOrder, Check(Samples.ZipOf(files[1], files[0], files[2], files[3]), "").Fault);
        Assert.Equal(ArchiveFault.BrokenLink, Check(Samples.ZipOf(files[0], files[1], files[2], ("linkinginfo", swapped)), "").Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("- - SHA-512")]
    [InlineData("- - SHA-1\n00 a.asice\n")]
    [InlineData("- -\n")]
    [InlineData("zz - SHA-512\n")]
    [InlineData("- - SHA-512\n00 a.asice\n")]
    [InlineData("- - SHA-512\n{0}\n")]
    [InlineData("- - SHA-512\n{0} \n")]
    [InlineData("- - SHA-512\n{0} a.asice\n{0} a.asice\n")]
    [InlineData("- - SHA-512\n\n{0} a.asice\n")]
    public void A_linkinginfo_that_is_none_is_refused(string text)
    {
        var info = Encoding.UTF8.GetBytes(text.Replace("{0}", new string('0', 128), StringComparison.Ordinal));

        Assert.Equal(ArchiveFault.Malformed, Check(Samples.ZipOf(("a.asice", [1]), ("linkinginfo", info)), previousDigest: null).Fault);
    }

    [Fact]
    public async Task What_is_no_archive_is_a_verdict_and_not_an_exception()
    {
        var (whole, _) = await WriteAsync(previous: null, "1.zip", "a");
        var random = new Random(1);

        Assert.Equal(ArchiveFault.Malformed, Check([], "").Fault);
        Assert.Equal(ArchiveFault.Malformed, Check(Samples.ZipOf(("a.asice", [1])), "").Fault);
        for (var length = 0; length < whole.Length; length += 7)
            Assert.Equal(ArchiveFault.Malformed, Check(whole[..length], "").Fault);
        for (var i = 0; i < 1_000; i++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            Check(flipped, "");
        }
    }

    [Fact]
    public void An_archive_beyond_the_limits_is_refused()
    {
        var archive = Samples.ZipOf(("a.asice", new byte[2_000]), ("linkinginfo", "- - SHA-512\n"u8.ToArray()));

        Assert.Equal(ArchiveFault.Malformed, ArchiveCheck.Run(new MemoryStream(archive), "", ArchiveLimits.Default with { ContainerBytes = 1_999 }).Fault);
        Assert.Equal(ArchiveFault.Malformed, ArchiveCheck.Run(new MemoryStream(archive), "", ArchiveLimits.Default with { TotalBytes = 2_005 }).Fault);
        Assert.Equal(ArchiveFault.Malformed, ArchiveCheck.Run(new MemoryStream(archive), "", ArchiveLimits.Default with { Containers = 0 }).Fault);
    }

    [Fact]
    public async Task A_container_too_long_for_memory_is_visited_all_the_same()
    {
        var (archive, _) = await WriteAsync(previous: null, "1.zip", "a", "b");
        var messages = new List<int>();

        var verdict = ArchiveCheck.Run(new MemoryStream(archive), "", ArchiveLimits.Default with { MemoryBytes = 10 }, (_, stream) =>
        {
            Assert.IsType<FileStream>(stream);
            using var container = AsicContainer.Open(stream);
            messages.Add(container.Message.Length);
        });

        Assert.True(verdict.Holds, verdict.Reason);
        Assert.Equal(2, messages.Count);
    }

    [Fact]
    public async Task Other_digests_are_stated_and_followed()
    {
        using var output = new MemoryStream();
        var writer = new ArchiveWriter(output, previous: null, DigestAlgorithm.Sha256);
        await writer.AddAsync("a.asice", Samples.Time, new MemoryStream([1]), default);
        var link = await writer.FinishAsync("1.zip", Samples.Time, default);

        Assert.Equal(64, link.Digest.Length);
        Assert.True(Check(output.ToArray(), "").Holds);
        Assert.Equal(output.Length, writer.Length);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a b.asice")]
    [InlineData("../a.asice")]
    [InlineData("A.asice")]
    public async Task A_name_that_is_none_or_was_used_is_refused(string name)
    {
        var writer = new ArchiveWriter(Stream.Null, previous: null);
        await writer.AddAsync("a.asice", Samples.Time, new MemoryStream([1]), default);

        await Assert.ThrowsAsync<ArgumentException>(() => writer.AddAsync(name, Samples.Time, Stream.Null, default));
    }

    [Fact]
    public async Task An_empty_archive_is_not_written() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ArchiveWriter(Stream.Null, previous: null).FinishAsync("1.zip", Samples.Time, default));

    [Theory]
    [InlineData("3a2a743f-56da", false, 1ul, "3a2a743f-56da-request-1.asice")]
    [InlineData("a b/ñ*~", true, 32ul, "a+b%2F%C3%B1*%7E-response-10.asice")]
    [InlineData("..", true, 9223372036854775807ul, "..-response-7vvvvvvvvvvvv.asice")]
    [InlineData("", false, 0ul, "-request-0.asice")]
    public void Containers_are_called_as_X_Road_calls_them(string id, bool isResponse, ulong number, string name) =>
        Assert.Equal(name, ArchiveNames.Container(id, isResponse, number));

    [Fact]
    public void Names_are_never_longer_than_file_systems_take()
    {
        Assert.InRange(ArchiveNames.Container(new string('ñ', 1_000), isResponse: true, ulong.MaxValue).Length, 200, 255);
        Assert.Equal("mlog-RP_GOV_1-20261122200506-20261122200506-0123456789abcdef.zip", ArchiveNames.Archive("RP/GOV/1", Samples.Time, Samples.Time, "0123456789abcdef0123"));
        Assert.Equal("mlog-20261122200506-20261122200506-01.zip", ArchiveNames.Archive(group: null, Samples.Time, Samples.Time, "01"));
    }

    private static ArchiveVerdict Check(byte[] archive, string? previousDigest) => ArchiveCheck.Run(new MemoryStream(archive, writable: false), previousDigest);

    private static async Task<(byte[] Archive, ArchiveLink Link)> WriteAsync(ArchiveLink? previous, string fileName, params string[] ids)
    {
        using var output = new MemoryStream();
        var writer = new ArchiveWriter(output, previous);
        foreach (var (number, id) in ids.Index())
        {
            using var container = new MemoryStream(await Samples.WriteAsync(Samples.Contents(Encoding.UTF8.GetBytes(id))));
            await writer.AddAsync(ArchiveNames.Container(id, isResponse: false, (ulong)number), Samples.Time, container, default);
        }

        var link = await writer.FinishAsync(fileName, Samples.Time, default);
        return (output.ToArray(), link);
    }

    private static async Task<(string Name, byte[] Bytes)[]> FilesAsync()
    {
        var (archive, _) = await WriteAsync(previous: null, "1.zip", "a", "b", "c");
        using var zip = new ZipArchive(new MemoryStream(archive));
        return [.. zip.Entries.Select(entry => (entry.FullName, Bytes(entry)))];
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
