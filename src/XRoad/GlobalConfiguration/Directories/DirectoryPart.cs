using Cabildo.Trust.Algorithms;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>A file of a configuration as the directory lists it (PR-GCONF 2.4).</summary>
/// <param name="Identifier">Its kind, such as <see cref="SharedParameters"/>; empty if it does not say.</param>
/// <param name="Instance">The instance it is about; null if it does not say, which the two kinds of parameters must.</param>
/// <param name="Location">Where it lies, relative to the directory's address or absolute.</param>
/// <param name="DigestAlgorithm">How <paramref name="Digest"/> was made.</param>
/// <param name="Digest">The digest of the file's bytes.</param>
public sealed record DirectoryPart(string Identifier, string? Instance, string Location, DigestAlgorithm DigestAlgorithm, ReadOnlyMemory<byte> Digest)
{
    /// <summary>The kind of part that is for everybody, federated instances too (PR-GCONF 2.5).</summary>
    public const string SharedParameters = "SHARED-PARAMETERS";

    /// <summary>The kind of part that is for the instance's own members alone.</summary>
    public const string PrivateParameters = "PRIVATE-PARAMETERS";

    private const int MaxLocation = 1024;

    /// <summary>Lists a file of ours.</summary>
    public static DirectoryPart Of(string identifier, string instance, string location, ReadOnlySpan<byte> content, DigestAlgorithm digest) =>
        new(identifier, instance, location, digest, digest.Compute(content));

    /// <summary>Whether these are the bytes of the file.</summary>
    public bool IsOf(ReadOnlySpan<byte> content) => DigestAlgorithm.Compute(content).AsSpan().SequenceEqual(Digest.Span);

    internal static DirectoryPart Parse(MimePart part)
    {
        part.Expect("content-type", "application/octet-stream");
        part.Expect("content-transfer-encoding", "base64");
        var location = CheckedLocation(part.Required("content-location"));
        if (!DigestAlgorithm.TryFromUri(part.Required("hash-algorithm-id"), out var algorithm))
            throw new MalformedConfigurationException($"The hash algorithm of {location} is unknown or too weak.");
        var digest = part.Base64Body();
        if (digest.Length != algorithm.Size)
            throw new MalformedConfigurationException($"The digest of {location} has not the length of {algorithm.Name}.");
        var (identifier, instance) = ReadIdentifier(part);
        return new DirectoryPart(identifier, instance, location, algorithm, digest);
    }

    internal static string CheckedLocation(string location) =>
        location.Length is > 0 and <= MaxLocation && location.All(letter => letter is > ' ' and <= '~')
            ? location
            : throw new MalformedConfigurationException("A Content-location is not an address.");

    private static (string Identifier, string? Instance) ReadIdentifier(MimePart part)
    {
        if (!part.Headers.ContainsKey("content-identifier"))
            return ("", null);
        var header = part.RequiredValue("content-identifier");
        if (header.Value is SharedParameters or PrivateParameters && header["instance"] is null)
            throw new MalformedConfigurationException($"{header.Value} does not say of which instance.");
        return (header.Value, Utf8(header["instance"]));
    }

    // Headers are read byte by byte; X-Road writes instances in UTF-8.
    private static string? Utf8(string? latin1)
    {
        if (latin1 is null || latin1.All(char.IsAscii))
            return latin1;
        try
        {
            return new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(System.Text.Encoding.Latin1.GetBytes(latin1));
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new MalformedConfigurationException("An instance in Content-identifier is not UTF-8.");
        }
    }
}
