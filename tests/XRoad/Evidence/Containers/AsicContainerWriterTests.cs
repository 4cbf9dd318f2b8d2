using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Containers;

/// <summary>Containers we write, read by ourselves and by others.</summary>
public sealed class AsicContainerWriterTests
{
    private static readonly string[] Order =
    [
        "mimetype", "message.xml", "META-INF/signatures.xml", "sig-hashchainresult.xml", "sig-hashchain.xml", "ts-hashchainresult.xml",
        "ts-hashchain.xml", "META-INF/manifest.xml", "META-INF/ASiCManifest.xml", "META-INF/timestamp.tst", "attachment1", "attachment2",
    ];

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        var contents = Samples.Contents("body"u8.ToArray(), []);
        using var container = Samples.Open(await Samples.WriteAsync(contents));

        Assert.Equal(contents.Message.Span, container.Message.Span);
        Assert.Equal(contents.Signatures.Span, container.Signatures.Span);
        Assert.Equal(contents.SignatureChain!.Result.Span, container.SignatureHashChainResult!.Value.Span);
        Assert.Equal(contents.SignatureChain.Chain.Span, container.Read("/sig-hashchain.xml")!.Value.Span);
        Assert.Equal(contents.Timestamp!.Token.Span, container.Timestamp!.Value.Span);
        Assert.Equal(contents.Timestamp.Chain.Chain.Span, container.Read("/ts-hashchain.xml")!.Value.Span);
        Assert.Equal("body"u8, container.Read("/attachment1")!.Value.Span);
        Assert.Equal(0, container.Read("/attachment2")!.Value.Length);
        Assert.Empty(container.Others);
    }

    [Fact]
    public async Task The_media_type_stands_at_the_byte_where_programs_look_for_it()
    {
        var bytes = await Samples.WriteAsync(Samples.Contents());

        Assert.Equal("mimetype" + ContainerNames.MediaType, Encoding.ASCII.GetString(bytes, 30, 8 + ContainerNames.MediaType.Length));
        Assert.Equal(0, bytes[8]);
        Assert.Equal(0, bytes[6] & 8);
    }

    [Fact]
    public async Task The_framework_reads_the_files_in_the_order_of_X_Road()
    {
        using var zip = new ZipArchive(new MemoryStream(await Samples.WriteAsync(Samples.Contents([1], [2]))));

        Assert.Equal(Order, zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(Samples.Time.DateTime, entry.LastWriteTime.DateTime));
        Assert.Equal("mimetype=" + ContainerNames.MediaType, zip.Comment);
    }

    [Fact]
    public async Task Without_chains_and_timestamp_their_files_are_not_there()
    {
        var bytes = await Samples.WriteAsync(Samples.Contents() with { SignatureChain = null, Timestamp = null });
        using var zip = new ZipArchive(new MemoryStream(bytes));

        Assert.Equal(["mimetype", "message.xml", "META-INF/signatures.xml", "META-INF/manifest.xml"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task The_manifests_name_the_files_and_what_was_stamped()
    {
        var contents = Samples.Contents([1]);
        using var container = Samples.Open(await Samples.WriteAsync(contents));
        var package = Xml(container, "/META-INF/manifest.xml");
        var asic = Xml(container, "/META-INF/ASiCManifest.xml");

        Assert.Equal(
            ["/", "message.xml", "sig-hashchainresult.xml", "sig-hashchain.xml", "ts-hashchainresult.xml", "ts-hashchain.xml", "attachment1"],
            package.Elements().Select(entry => entry.Attribute(package.Name.Namespace + "full-path")!.Value));
        Assert.Equal(
            Convert.ToBase64String(SHA512.HashData(contents.Timestamp!.Chain.Result.Span)),
            asic.Descendants().Single(element => element.Name.LocalName == "DigestValue").Value);
        Assert.Equal("META-INF/timestamp.tst", asic.Elements().First().Attribute("URI")!.Value);
    }

    [Fact]
    public async Task The_same_contents_and_time_give_the_same_bytes() =>
        Assert.Equal(await Samples.WriteAsync(Samples.Contents([1], [2])), await Samples.WriteAsync(Samples.Contents([1], [2])));

    [Fact]
    public async Task Info_zip_finds_no_fault()
    {
        var (exit, output) = await RunAsync("unzip", "-t");

        Assert.True(exit == 0, output);
        Assert.Contains("No errors detected", output);
    }

    [Fact]
    public async Task Python_reads_the_same_files()
    {
        const string Script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(','.join(z.namelist())); print(z.read('attachment1').decode())";
        var (exit, output) = await RunAsync("python3", "-c", Script);

        Assert.True(exit == 0, output);
        Assert.Equal([string.Join(',', Order), "body"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static XElement Xml(AsicContainer container, string name) => XElement.Parse(Encoding.UTF8.GetString(container.Read(name)!.Value.Span));

    // Runs a program on a container, whose name is its last argument.
    private static async Task<(int Exit, string Output)> RunAsync(string program, params string[] arguments)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.SkipUnless(found, $"This machine has no {program}.");
        using var file = new TemporaryFile(await Samples.WriteAsync(Samples.Contents("body"u8.ToArray(), [])));
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file.Path]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cabildo-{Guid.NewGuid():N}.asice");

        public void Dispose() => File.Delete(Path);
    }
}
