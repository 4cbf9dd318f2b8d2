using System.Text;
using Cabildo.Trust.Algorithms;

namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>
/// The file <c>linkinginfo</c>: a line with the previous archive's last digest, its name and the algorithm, then a line with
/// digest and name for each container (X-Road, <c>LinkingInfoBuilder</c>). A hyphen stands for what there is not.
/// </summary>
internal sealed record LinkingInfo(string PreviousDigest, string? PreviousFile, DigestAlgorithm Algorithm, IReadOnlyList<(string Digest, string File)> Links)
{
    private const string None = "-";

    /// <summary>The digest of a chain that goes on with one more container.</summary>
    public static string Next(DigestAlgorithm algorithm, string before, ReadOnlySpan<byte> container) =>
        Convert.ToHexStringLower(algorithm.Compute(Encoding.UTF8.GetBytes(before + Convert.ToHexStringLower(container))));

    public byte[] ToBytes()
    {
        var text = new StringBuilder()
            .Append(PreviousDigest.Length == 0 ? None : PreviousDigest).Append(' ').Append(PreviousFile ?? None).Append(' ').Append(Algorithm.Name).Append('\n');
        foreach (var (digest, file) in Links)
            text.Append(digest).Append(' ').Append(file).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads the file; null, with the reason, if it is none.</summary>
    public static LinkingInfo? Read(ReadOnlySpan<byte> bytes, out string reason)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines[^1].Trim().Length == 0)
            lines = lines[..^1];
        reason = "The file linkinginfo is empty.";
        return lines.Length == 0 || ReadFirst(lines[0].TrimEnd('\r'), ref reason) is not { } first ? null : ReadLinks(first, lines.AsSpan(1), ref reason);
    }

    // Names of archives may hold spaces, as codes of members may: the digest ends at the first, the algorithm begins at the last.
    private static LinkingInfo? ReadFirst(string line, ref string reason)
    {
        var (first, last) = (line.IndexOf(' ', StringComparison.Ordinal), line.LastIndexOf(' '));
        reason = "The first line of linkinginfo is not the previous digest, the previous file and SHA-512, SHA-384 or SHA-256.";
        if (first <= 0 || last <= first + 1 || !DigestAlgorithm.TryFromName(line[(last + 1)..], out var algorithm))
            return null;
        var digest = line[..first] == None ? "" : line[..first];
        var file = line[(first + 1)..last];
        return digest.Length == 0 || IsDigest(digest, algorithm) ? new LinkingInfo(digest, file == None ? null : file, algorithm, []) : null;
    }

    private static LinkingInfo? ReadLinks(LinkingInfo first, ReadOnlySpan<string> lines, ref string reason)
    {
        var links = new List<(string, string)>(lines.Length);
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var parts = line.TrimEnd('\r').Split(' ', 2);
            if (parts is not [var digest, { Length: > 0 } file] || !IsDigest(digest, first.Algorithm) || !files.Add(file))
            {
                reason = $"Line {links.Count + 2} of linkinginfo is not a digest and the name of a file that is named once.";
                return null;
            }

            links.Add((digest, file));
        }

        return first with { Links = links };
    }

    private static bool IsDigest(string text, DigestAlgorithm algorithm) =>
        text.Length == 2 * algorithm.Size && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');
}
