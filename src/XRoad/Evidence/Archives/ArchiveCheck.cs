using System.Security.Cryptography;
using Cabildo.XRoad.Evidence.Zip;

namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>Checks that an archive is whole, as its <c>linkinginfo</c> tells it (X-Road, <c>messagelog-archive-verifier</c>). Signatures are not its business.</summary>
public static class ArchiveCheck
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Reads an archive once, in small pieces.</summary>
    /// <param name="archive">A seekable stream; it stays open.</param>
    /// <param name="previousDigest">The last digest of the archive before, in hexadecimal; empty if this must be the first; null to believe what the archive says.</param>
    /// <param name="limits">How much is taken; <see cref="ArchiveLimits.Default"/> if not set.</param>
    /// <param name="visit">
    /// Called with each container that the chain names and that is undamaged as a file, in their order: its name, and a seekable stream that it
    /// may dispose, to verify the signature, say. What it throws ends the check. The stream lies in memory, or beyond
    /// <see cref="ArchiveLimits.MemoryBytes"/> in a temporary file that is gone after the call; without a visitor no file is written.
    /// </param>
    /// <returns>The verdict. Nothing is thrown for what is wrong with the archive.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ArchiveVerdict Run(Stream archive, string? previousDigest, ArchiveLimits? limits = null, Action<string, Stream>? visit = null)
    {
        if (!archive.CanSeek)
            throw new ArgumentException("An archive is read from a stream that can seek.", nameof(archive));
        limits ??= ArchiveLimits.Default;
        try
        {
            var zip = ZipReader.Open(archive, new ZipLimits(limits.Containers + 1, limits.ContainerBytes, limits.TotalBytes));
            var entry = zip.Entries.FirstOrDefault(entry => entry.Name == ArchiveNames.LinkingInfo);
            if (entry is null || entry.Bytes > (limits.Containers + 1L) * 512)
                return ArchiveVerdict.Malformed("The archive has no linkinginfo, or one that is too long.");
            return LinkingInfo.Read(zip.ReadEntry(entry), out var reason) is { } info
                ? Check(zip, info, previousDigest, limits, visit)
                : ArchiveVerdict.Malformed(reason);
        }
        catch (MalformedZipException malformed)
        {
            return ArchiveVerdict.Malformed(malformed.Message);
        }
    }

    private static ArchiveVerdict Check(ZipReader zip, LinkingInfo info, string? previousDigest, ArchiveLimits limits, Action<string, Stream>? visit)
    {
        var entries = zip.Entries.Where(entry => entry.Name != ArchiveNames.LinkingInfo).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var listed = info.Links.Select(link => link.File).ToHashSet(StringComparer.Ordinal);
        var verdict = new ArchiveVerdict(
            Fault: null,
            Reason: "",
            info.Links.Count,
            info.PreviousFile,
            info.PreviousDigest,
            LastDigest: info.Links.Count == 0 ? info.PreviousDigest : info.Links[^1].Digest,
            Broken: Walk(zip, info, entries, limits, visit),
            Unlisted: [.. entries.Keys.Where(name => !listed.Contains(name))],
            Missing: [.. info.Links.Select(link => link.File).Where(file => !entries.ContainsKey(file))]);
        var (fault, reason) = Judge(verdict, previousDigest, isInOrder: entries.Keys.SequenceEqual(info.Links.Select(link => link.File), StringComparer.Ordinal));
        return verdict with { Fault = fault, Reason = reason };
    }

    private static (ArchiveFault? Fault, string Reason) Judge(ArchiveVerdict verdict, string? previousDigest, bool isInOrder) => verdict switch
    {
        { Containers: 0 } => (ArchiveFault.Malformed, "The archive names no container; there is at least one in each."),
        { Missing: [var first, ..] } => (ArchiveFault.MissingContainer, $"'{first}' is missing: the chain names it, and the archive does not hold it."),
        { Unlisted: [var first, ..] } => (ArchiveFault.UnlistedFile, $"'{first}' was added: the chain does not name it."),
        _ when previousDigest is not null && !previousDigest.Equals(verdict.PreviousDigest, StringComparison.OrdinalIgnoreCase) =>
            (ArchiveFault.WrongPrevious, "The archive does not go on from the expected digest: an archive between is missing, or one of the two was changed."),
        { Broken: { } link } => (ArchiveFault.BrokenLink, $"'{link.File}' is not what was archived, or its place in the chain was changed."),
        _ when !isInOrder => (ArchiveFault.OutOfOrder, "The containers lie in another order than the chain has them in."),
        _ => (null, ""),
    };

    // After a link that does not hold the walk goes on from what is stated, so that every container is visited.
    private static BrokenLink? Walk(ZipReader zip, LinkingInfo info, Dictionary<string, ZipEntry> entries, ArchiveLimits limits, Action<string, Stream>? visit)
    {
        BrokenLink? broken = null;
        var before = info.PreviousDigest;
        foreach (var (expected, file) in info.Links)
        {
            var found = entries.TryGetValue(file, out var entry) && Hash(zip, entry, info, limits, visit) is { } hash ? LinkingInfo.Next(info.Algorithm, before, hash) : "";
            if (found != expected)
                broken ??= new BrokenLink(file, expected, found);
            before = expected;
        }

        return broken;
    }

    // Null if the file cannot be read to its end.
    private static byte[]? Hash(ZipReader zip, ZipEntry entry, LinkingInfo info, ArchiveLimits limits, Action<string, Stream>? visit)
    {
        using var hash = IncrementalHash.CreateHash(info.Algorithm.Hash);
        using var copy = visit is null ? null : Copy(entry, limits);
        if (!TryRead(zip, entry, hash, copy))
            return null;
        if (copy is not null)
        {
            copy.Position = 0;
            visit!(entry.Name, copy);
        }

        return hash.GetHashAndReset();
    }

    private static bool TryRead(ZipReader zip, ZipEntry entry, IncrementalHash hash, Stream? copy)
    {
        try
        {
            using var bytes = zip.OpenEntry(entry);
            var buffer = new byte[PieceBytes];
            for (int count; (count = bytes.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, count));
                copy?.Write(buffer.AsSpan(0, count));
            }

            return true;
        }
        catch (MalformedZipException)
        {
            return false;
        }
    }

    private static Stream Copy(ZipEntry entry, ArchiveLimits limits) => entry.Bytes <= limits.MemoryBytes
        ? new MemoryStream()
        : new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
}
