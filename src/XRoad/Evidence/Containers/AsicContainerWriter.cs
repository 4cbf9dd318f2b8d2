using System.IO.Compression;
using System.Text;
using Cabildo.XRoad.Evidence.Zip;

namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>
/// Writes containers: the files, names and order of X-Road's own, and <c>mimetype</c> stored rather than deflated, as
/// ETSI EN 319 162-1 A.1 wants it. The same contents and time give the same bytes.
/// </summary>
public static class AsicContainerWriter
{
    /// <summary>Writes one container; the stream needs not seek and stays open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="contents">What.</param>
    /// <param name="modified">The time each file gets, to two seconds, in UTC.</param>
    /// <param name="ct">Breaks off; what was written until then is no container.</param>
    /// <exception cref="InvalidOperationException">The container would reach 4 GiB.</exception>
    public static async Task WriteAsync(Stream output, ContainerContents contents, DateTimeOffset modified, CancellationToken ct)
    {
        var zip = new ZipWriter(output);
        await zip.StoreAsync("mimetype", modified, Encoding.ASCII.GetBytes(ContainerNames.MediaType), ct);
        foreach (var (name, bytes) in Texts(contents))
            await zip.DeflateAsync(name[1..], modified, bytes, ct);
        for (var i = 0; i < contents.Attachments.Count; i++)
        {
            await using var attachment = contents.Attachments[i]();
            await zip.DeflateAsync(ContainerNames.Attachment(i + 1)[1..], modified, attachment, CompressionLevel.Fastest, ct);
        }

        // Readers that know no ASiC find the media type in the comment (EN 319 162-1 A.1).
        await zip.FinishAsync("mimetype=" + ContainerNames.MediaType, ct);
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Texts(ContainerContents contents)
    {
        yield return (ContainerNames.Message, contents.Message);
        yield return (ContainerNames.Signatures, contents.Signatures);
        if (contents.SignatureChain is { } signed)
        {
            yield return (ContainerNames.SignatureHashChainResult, signed.Result);
            yield return (ContainerNames.SignatureHashChain, signed.Chain);
        }

        if (contents.Timestamp is { } stamped)
        {
            yield return (ContainerNames.TimestampHashChainResult, stamped.Chain.Result);
            yield return (ContainerNames.TimestampHashChain, stamped.Chain.Chain);
        }

        yield return (ContainerNames.Manifest, ContainerManifests.OpenDocument(contents));
        if (contents.Timestamp is { } stamp)
        {
            yield return (ContainerNames.AsicManifest, ContainerManifests.Asic(stamp.Chain.Result.Span));
            yield return (ContainerNames.Timestamp, stamp.Token);
        }
    }
}
