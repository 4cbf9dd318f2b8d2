using System.IO.Compression;
using System.Text;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Containers;

/// <summary>Containers that are well formed; nobody signed them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 11, 22, 20, 5, 6, TimeSpan.Zero);

    public static ContainerContents Contents(params byte[][] attachments) => new(
        "GET\r\n/r1/A/B/C/D/E\r\n"u8.ToArray(),
        "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/2918/v1.2.1#\"/>"u8.ToArray(),
        new ContainerChain("<result/>"u8.ToArray(), "<chain/>"u8.ToArray()),
        new BatchTimestamp(new byte[] { 0x30, 0x03, 0x02, 0x01, 0x00 }, new ContainerChain("<ts-result/>"u8.ToArray(), "<ts-chain/>"u8.ToArray())),
        [.. attachments.Select(bytes => (Func<Stream>)(() => new MemoryStream(bytes, writable: false)))]);

    public static async Task<byte[]> WriteAsync(ContainerContents contents)
    {
        using var output = new MemoryStream();
        await AsicContainerWriter.WriteAsync(output, contents, Time, default);
        return output.ToArray();
    }

    /// <summary>A zip file by the framework's writer: what is given, and of the rest what a container needs.</summary>
    public static byte[] Zip(params (string Name, string? Text)[] files)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["mimetype"] = ContainerNames.MediaType,
            ["message.xml"] = "<message/>",
            ["META-INF/signatures.xml"] = "<signatures/>",
        };
        foreach (var (name, text) in files)
            all[name] = text;
        return ZipOf([.. all.Where(file => file.Value is not null).Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value!)))]);
    }

    public static byte[] ZipOf(params (string Name, byte[] Bytes)[] files)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return output.ToArray();
    }

    public static AsicContainer Open(byte[] bytes) => AsicContainer.Open(new MemoryStream(bytes, writable: false));

    /// <summary>The code with which a container is refused; null if it opens and every file can be read.</summary>
    public static string? Refusal(byte[] bytes)
    {
        try
        {
            using var container = Open(bytes);
            foreach (var name in container.Attachments.Concat(container.Others))
                container.CopyTo(name, Stream.Null);
            return null;
        }
        catch (MalformedContainerException refused)
        {
            Assert.NotEmpty(refused.Message);
            return refused.Code;
        }
    }
}
