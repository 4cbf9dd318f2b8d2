using System.Text;
using Cabildo.XRoad.Evidence.Zip;

namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>What a container must hold (X-Road, <c>AsicHelper</c>), in the order in which X-Road finds fault.</summary>
internal static class ContainerRules
{
    private static readonly string[] Texts =
    [
        ContainerNames.MimeType, ContainerNames.Message, ContainerNames.SignatureHashChainResult, ContainerNames.SignatureHashChain,
        ContainerNames.TimestampHashChainResult, ContainerNames.TimestampHashChain, ContainerNames.Manifest,
        ContainerNames.AsicManifest, ContainerNames.Timestamp,
    ];

    /// <summary>Whether the file is one that is kept in memory once it was read.</summary>
    public static bool IsText(string name) => Array.IndexOf(Texts, name) >= 0 || ContainerNames.IsSignatures(name);

    public static bool IsKnown(string name, string signatures) =>
        name == signatures || Array.IndexOf(Texts, name) >= 0 || ContainerNames.AttachmentNumber(name) is not null;

    /// <summary>Refuses what X-Road refuses; the answer is the name of the signature.</summary>
    public static string Check(IReadOnlyDictionary<string, ZipEntry> entries, int mostTextBytes, Func<string, ReadOnlyMemory<byte>?> read)
    {
        bool IsMissing(string name) => read(name) is not { } bytes || IsBlank(bytes.Span);
        if (entries.Keys.FirstOrDefault(name => IsText(name) && entries[name].Bytes > mostTextBytes) is { } tooLong)
            throw new MalformedContainerException(MalformedContainerException.InvalidContainer, $"The container's {tooLong[1..]} has more than {mostTextBytes} bytes.");
        CheckMimeType(IsMissing(ContainerNames.MimeType) ? null : read(ContainerNames.MimeType));
        Demand(!IsMissing(ContainerNames.Message), MalformedContainerException.MessageNotFound, ContainerNames.Message);
        var signatures = Signatures(entries.Keys);
        Demand(signatures is not null && !IsMissing(signatures), MalformedContainerException.SignatureNotFound, ContainerNames.Signatures);
        CheckChain(IsMissing, ContainerNames.SignatureHashChainResult, ContainerNames.SignatureHashChain);
        Demand(!entries.ContainsKey(ContainerNames.Timestamp) || !IsMissing(ContainerNames.Timestamp), MalformedContainerException.TimestampNotFound, ContainerNames.Timestamp);
        CheckChain(IsMissing, ContainerNames.TimestampHashChainResult, ContainerNames.TimestampHashChain);
        foreach (var manifest in new[] { ContainerNames.Manifest, ContainerNames.AsicManifest })
            Demand(!entries.ContainsKey(manifest) || !IsMissing(manifest), MalformedContainerException.ManifestNotFound, manifest);
        return signatures!;
    }

    /// <summary>Says in X-Road's words what the zip reader found.</summary>
    public static T Refusing<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedZipException malformed)
        {
            // X-Road reads what is no zip file as a container without any entry.
            var code = malformed.IsZip ? MalformedContainerException.InvalidContainer : MalformedContainerException.MimeTypeNotFound;
            throw new MalformedContainerException(code, malformed.Message, malformed);
        }
    }

    private static void CheckMimeType(ReadOnlyMemory<byte>? mimeType)
    {
        if (mimeType is not { } bytes)
            throw new MalformedContainerException(MalformedContainerException.MimeTypeNotFound, "The container has no mimetype, or an empty one: it is a zip file, but no ASiC-E container.");
        if (!Encoding.Latin1.GetString(bytes.Span).Equals(ContainerNames.MediaType, StringComparison.OrdinalIgnoreCase))
            throw new MalformedContainerException(MalformedContainerException.InvalidMimeType, $"The container's mimetype is not {ContainerNames.MediaType}.");
    }

    private static string? Signatures(IEnumerable<string> names)
    {
        string[] found = [.. names.Where(ContainerNames.IsSignatures)];
        return found.Length < 2
            ? found.FirstOrDefault()
            : throw new MalformedContainerException(MalformedContainerException.InvalidContainer, $"The container has {found.Length} signatures; a signed message has one.");
    }

    private static void CheckChain(Func<string, bool> isMissing, string result, string chain)
    {
        if (isMissing(result) && isMissing(chain))
            return;
        Demand(!isMissing(result), MalformedContainerException.HashChainResultNotFound, result);
        Demand(!isMissing(chain), MalformedContainerException.HashChainNotFound, chain);
    }

    private static void Demand(bool isThere, string code, string name)
    {
        if (!isThere)
            throw new MalformedContainerException(code, $"The container has no {name[1..]}, or an empty one.");
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
