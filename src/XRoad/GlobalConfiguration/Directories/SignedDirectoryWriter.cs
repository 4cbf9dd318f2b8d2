using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Trust.Algorithms;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>Writes signed directories, with the headers and line ends of X-Road's centre.</summary>
internal static class SignedDirectoryWriter
{
    private const int BoundaryLength = 20;
    private const string BoundaryLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static byte[] Write(ConfigurationDirectory directory, AsymmetricAlgorithm key, EncodedCertificate certificate, DigestAlgorithm digest)
    {
        var (outer, inner) = (NewBoundary(), NewBoundary());
        var body = Body(directory, inner);
        var algorithm = SignatureAlgorithm.For(key, digest);
        var signature = algorithm.Sign(key, Encoding.UTF8.GetBytes(body), DSASignatureFormat.Rfc3279DerSequence);
        return Encoding.UTF8.GetBytes(Lines(
            $"Content-Type: multipart/related; charset=UTF-8; boundary={outer}",
            "",
            $"--{outer}",
            $"Content-Type: multipart/mixed; charset=UTF-8; boundary={inner}",
            "",
            body,
            $"--{outer}",
            "Content-Type: application/octet-stream",
            "Content-Transfer-Encoding: base64",
            $"Signature-Algorithm-Id: {algorithm.Uri}",
            $"Verification-certificate-hash: {Convert.ToBase64String(certificate.Digest(digest))}; hash-algorithm-id=\"{digest.Uri}\"",
            "",
            Convert.ToBase64String(signature),
            $"--{outer}--"));
    }

    private static string Body(ConfigurationDirectory directory, string boundary)
    {
        if (directory.Parts.Count > ConfigurationDirectory.MaxParts)
            throw new MalformedConfigurationException($"A directory lists at most {ConfigurationDirectory.MaxParts} parts.");
        ConfigurationDirectory.RefuseDuplicates(directory.Parts);
        List<string> lines = [$"--{boundary}", $"Expire-date: {directory.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"];
        if (directory.Version is { } version)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"Version: {version}"));
        lines.Add("");
        foreach (var part in directory.Parts)
            AddPart(lines, part, boundary);
        lines.Add($"--{boundary}--");
        return Lines([.. lines]);
    }

    private static void AddPart(List<string> lines, DirectoryPart part, string boundary)
    {
        lines.Add($"--{boundary}");
        lines.Add("Content-type: application/octet-stream");
        lines.Add("Content-transfer-encoding: base64");
        if (part.Identifier.Length > 0)
            lines.Add($"Content-identifier: {Safe(part.Identifier)}" + (part.Instance is null ? "" : $"; instance='{Safe(part.Instance)}'"));
        lines.Add($"Content-location: {DirectoryPart.CheckedLocation(Safe(part.Location))}");
        lines.Add($"Hash-algorithm-id: {part.DigestAlgorithm.Uri}");
        lines.Add("");
        lines.Add(Convert.ToBase64String(part.Digest.Span));
    }

    // What would end a header, a parameter or its quotation cannot stand in one.
    private static string Safe(string value) =>
        value.Length > 0 && !value.Any(letter => char.IsControl(letter) || letter is ';' or '\'' or '"')
            ? value
            : throw new MalformedConfigurationException("An identifier, an instance or a location of a directory cannot stand in a header.");

    private static string Lines(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line).Append("\r\n");
        return text.ToString();
    }

    private static string NewBoundary() => RandomNumberGenerator.GetString(BoundaryLetters, BoundaryLength);
}
