using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.Evidence.Zip;

namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>
/// Writes an archive of containers: a zip file whose <c>linkinginfo</c> chains each container to the one before, and the
/// first to the previous archive, so that none can be changed, left out or put in later. One thread at a time.
/// </summary>
public sealed class ArchiveWriter
{
    private const int MaxNameLength = 255;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\: \r\n");
    private readonly ZipWriter _zip;
    private readonly DigestAlgorithm _algorithm;
    private readonly ArchiveLink? _previous;
    private readonly List<(string Digest, string File)> _links = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { ArchiveNames.LinkingInfo };

    /// <param name="output">Where to; it needs not seek and stays open.</param>
    /// <param name="previous">The archive before; null for the first.</param>
    /// <param name="algorithm">The hash function; SHA-512 if not set. Archives of one chain share it.</param>
    public ArchiveWriter(Stream output, ArchiveLink? previous, DigestAlgorithm? algorithm = null)
    {
        (_zip, _previous, _algorithm) = (new ZipWriter(output), previous, algorithm ?? DigestAlgorithm.Sha512);
        LastDigest = previous?.Digest ?? "";
    }

    /// <summary>Bytes written until now: when to begin the next archive is the caller's decision, below 4 GiB.</summary>
    public long Length => _zip.Length;

    /// <summary>Containers written until now.</summary>
    public int Containers => _links.Count;

    /// <summary>The last digest of the chain, which names the archive: see <see cref="ArchiveNames.Archive"/>.</summary>
    public string LastDigest { get; private set; }

    /// <summary>Adds a container.</summary>
    /// <param name="name">Its name; see <see cref="ArchiveNames.Container"/>.</param>
    /// <param name="modified">The time it gets.</param>
    /// <param name="container">Its bytes, read once to the end.</param>
    /// <param name="ct">Breaks off; the archive is then unusable.</param>
    /// <exception cref="ArgumentException">The name is none for a container, or was used before.</exception>
    /// <exception cref="InvalidOperationException">The archive would reach 4 GiB or 65,534 containers.</exception>
    public async Task AddAsync(string name, DateTimeOffset modified, Stream container, CancellationToken ct)
    {
        if (!name.EndsWith(ArchiveNames.ContainerSuffix, StringComparison.Ordinal) || name.AsSpan().IndexOfAny(NotInNames) >= 0 || name.Length > MaxNameLength)
            throw new ArgumentException($"'{name}' is no name of a container in an archive.", nameof(name));
        if (!_names.Add(name))
            throw new ArgumentException($"The archive has a container called '{name}' already.", nameof(name));

        using var hash = IncrementalHash.CreateHash(_algorithm.Hash);
        await using var hashed = new HashedStream(container, hash);
        // Containers are deflated already: X-Road does not try again either.
        await _zip.DeflateAsync(name, modified, hashed, CompressionLevel.NoCompression, ct);
        LastDigest = LinkingInfo.Next(_algorithm, LastDigest, hash.GetHashAndReset());
        _links.Add((LastDigest, name));
    }

    /// <summary>Writes <c>linkinginfo</c> and ends the zip file.</summary>
    /// <param name="fileName">What the archive's file will be called, for the next archive to name it.</param>
    /// <param name="modified">The time linkinginfo gets.</param>
    /// <param name="ct">Breaks off; the archive is then unusable.</param>
    /// <returns>What the next archive goes on from.</returns>
    /// <exception cref="InvalidOperationException">The archive is empty.</exception>
    public async Task<ArchiveLink> FinishAsync(string fileName, DateTimeOffset modified, CancellationToken ct)
    {
        if (_links.Count == 0)
            throw new InvalidOperationException("An archive holds at least one container.");
        var info = new LinkingInfo(_previous?.Digest ?? "", _previous?.FileName, _algorithm, _links);
        await _zip.DeflateAsync(ArchiveNames.LinkingInfo, modified, info.ToBytes(), ct);
        await _zip.FinishAsync(comment: "", ct);
        return new ArchiveLink(LastDigest, fileName);
    }

    /// <summary>Hashes what is read.</summary>
    private sealed class HashedStream(Stream bytes, IncrementalHash hash) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            var count = bytes.Read(buffer);
            hash.AppendData(buffer[..count]);
            return count;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await bytes.ReadAsync(buffer, cancellationToken);
            hash.AppendData(buffer.Span[..count]);
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
