using System.Security.Cryptography;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Zip;

namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>
/// A signed message with all that proves it: an ASiC-E container (ETSI EN 319 162-1 §4.4) as X-Road writes them. Opening it
/// finds the parts and says nothing yet about whether the signature holds. Texts are in memory, attachments are read from
/// the stream whenever they are asked for. Not for several threads at once.
/// </summary>
public sealed class AsicContainer : IDetachedData, IDisposable
{
    private readonly Stream _file;
    private readonly ZipReader _zip;
    private readonly Dictionary<string, ZipEntry> _entries;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, DigestAlgorithm Algorithm), byte[]> _digests = [];
    private readonly ContainerLimits _limits;

    private AsicContainer(Stream file, ZipReader zip, ContainerLimits limits)
    {
        (_file, _zip, _limits) = (file, zip, limits);
        _entries = zip.Entries.Where(entry => !entry.IsFolder).ToDictionary(entry => "/" + entry.Name, StringComparer.Ordinal);
        SignaturesName = ContainerRules.Check(_entries, limits.TextBytes, Read);
        Message = Read(ContainerNames.Message)!.Value;
        Signatures = Read(SignaturesName)!.Value;
        Attachments = [.. _entries.Keys.Where(name => ContainerNames.AttachmentNumber(name) is not null).OrderBy(ContainerNames.AttachmentNumber)];
        Others = [.. _entries.Keys.Where(name => !ContainerRules.IsKnown(name, SignaturesName))];
        foreach (var entry in zip.Entries.Where(entry => entry.IsFolder || !ContainerRules.IsKnown("/" + entry.Name, SignaturesName)))
            zip.CheckEntry(entry);
    }

    /// <summary>The bytes of the message part.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    /// <summary>The bytes of the signature document.</summary>
    public ReadOnlyMemory<byte> Signatures { get; }

    /// <summary>Its name: <see cref="ContainerNames.Signatures"/>, or what else matches <c>META-INF/*signatures*.xml</c> (EN 319 162-1 §4.4.3).</summary>
    public string SignaturesName { get; }

    /// <summary>What was signed, if it was signed in a batch. The chain below it is read by <see cref="ContainerNames.SignatureHashChain"/>.</summary>
    public ReadOnlyMemory<byte>? SignatureHashChainResult => Read(ContainerNames.SignatureHashChainResult);

    /// <summary>What was stamped, if it was stamped in a batch. The chain below it is read by <see cref="ContainerNames.TimestampHashChain"/>.</summary>
    public ReadOnlyMemory<byte>? TimestampHashChainResult => Read(ContainerNames.TimestampHashChainResult);

    /// <summary>The batch timestamp, DER; null if there is none. A timestamp of this message alone lies in the signature.</summary>
    public ReadOnlyMemory<byte>? Timestamp => Read(ContainerNames.Timestamp);

    /// <summary>Attachments by name, <c>/attachment1</c> first.</summary>
    public IReadOnlyList<string> Attachments { get; }

    /// <summary>Files that no rule knows. They are tolerated, as X-Road does, and nothing vouches for them unless the signature names them.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Opens a container.</summary>
    /// <param name="file">A seekable stream, which the container then owns; it stays the caller's if the container is refused.</param>
    /// <param name="limits">How much is taken; <see cref="ContainerLimits.Default"/> if not set.</param>
    /// <exception cref="MalformedContainerException">It is no container; see the codes there.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static AsicContainer Open(Stream file, ContainerLimits? limits = null)
    {
        if (!file.CanSeek)
            throw new ArgumentException("A container is read from a stream that can seek.", nameof(file));
        limits ??= ContainerLimits.Default;
        return ContainerRules.Refusing(() =>
        {
            var zip = ZipReader.Open(file, new ZipLimits(limits.Entries, limits.TotalBytes, limits.TotalBytes));
            return new AsicContainer(file, zip, limits);
        });
    }

    /// <inheritdoc />
    /// <remarks>The leading slash may be missing, as some signers leave it out.</remarks>
    public bool Has(string name) => _entries.ContainsKey(Rooted(name));

    /// <inheritdoc />
    /// <exception cref="MalformedContainerException">The file is damaged.</exception>
    public byte[]? Digest(string name, DigestAlgorithm algorithm)
    {
        name = Rooted(name);
        if (!_entries.TryGetValue(name, out var entry))
            return null;
        if (!_digests.TryGetValue((name, algorithm), out var digest))
            _digests[(name, algorithm)] = digest = Hash(name, entry, algorithm);
        return (byte[])digest.Clone();
    }

    /// <inheritdoc />
    /// <exception cref="MalformedContainerException">The file is damaged.</exception>
    public ReadOnlyMemory<byte>? Read(string name)
    {
        name = Rooted(name);
        if (_texts.TryGetValue(name, out var text))
            return text;
        if (!_entries.TryGetValue(name, out var entry) || entry.Bytes > _limits.TextBytes)
            return null;
        text = ContainerRules.Refusing(() => _zip.ReadEntry(entry));
        if (ContainerRules.IsText(name))
            _texts[name] = text;
        return text;
    }

    /// <summary>Writes a file's bytes to a stream, e.g. an attachment to disk.</summary>
    /// <returns>False if there is no such file.</returns>
    /// <exception cref="MalformedContainerException">The file is damaged; part of it was written already.</exception>
    public bool CopyTo(string name, Stream output)
    {
        if (!_entries.TryGetValue(Rooted(name), out var entry))
            return false;
        return ContainerRules.Refusing(() =>
        {
            using var bytes = _zip.OpenEntry(entry);
            bytes.CopyTo(output);
            return true;
        });
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _file.Dispose();

    private byte[] Hash(string name, ZipEntry entry, DigestAlgorithm algorithm) => _texts.TryGetValue(name, out var text)
        ? algorithm.Compute(text.Span)
        : ContainerRules.Refusing(() =>
        {
            using var bytes = _zip.OpenEntry(entry);
            return CryptographicOperations.HashData(algorithm.Hash, bytes);
        });

    private static string Rooted(string name) => name.StartsWith('/') ? name : "/" + name;
}
