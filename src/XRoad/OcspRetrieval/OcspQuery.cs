using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.OcspRetrieval;

/// <summary>
/// Which certificates a server wants to have the OCSP responses of, before it speaks to the one that uses them: the query of
/// <c>GET /</c> at port 5577 (PR-MESSTRANSP 2.2). A HEAD, with no query, asks only whether the server is there.
/// </summary>
/// <param name="Certificates">1 to <see cref="MostCertificates"/>; all by one hash function.</param>
public sealed record OcspQuery(IReadOnlyList<CertificateHash> Certificates)
{
    /// <summary>Most certificates that are asked for at once: a chain from a server's up to the authority's.</summary>
    public const int MostCertificates = 10;

    private const int MaxLength = 4 * 1024;
    private const string Sha1Name = "cert";
    private const string Sha256Name = "cert_hash";

    /// <summary>Writes the query for certificates: by SHA-1, which servers of 7.8 still look at alone, and by SHA-256, which is to follow (sources, <c>CertHashBasedOcspResponderClient</c>).</summary>
    /// <returns>From the question mark on.</returns>
    public static string Write(IReadOnlyCollection<X509Certificate2> certificates)
    {
        var query = new StringBuilder();
        foreach (var certificate in certificates)
            Append(query, Sha1Name, CertificateHash.Sha1Of(certificate));
        foreach (var certificate in certificates)
            Append(query, Sha256Name, CertificateHash.Of(certificate));
        return query.ToString();
    }

    /// <summary>Reads a query; false, with the reason, if it names no certificates, too many, or not by their hashes.</summary>
    /// <param name="text">With or without the question mark. Other parameters are passed over.</param>
    /// <param name="query">The query: by SHA-256 if it names each certificate so, else by SHA-1.</param>
    /// <param name="reason">Why there is none; X-Road's servers answer it with status 500.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OcspQuery? query, [NotNullWhen(false)] out string? reason)
    {
        query = null;
        reason = null;
        var (sha1, sha256) = (new List<CertificateHash>(), new List<CertificateHash>());
        if (text?.Length > MaxLength)
            reason = $"The query is longer than {MaxLength} characters.";
        else if (!ReadAll(text ?? "", sha1, sha256))
            reason = "A certificate is named by its SHA-1 in cert or its SHA-256 in cert_hash, in hexadecimal.";
        else if (Math.Max(sha1.Count, sha256.Count) is 0 or > MostCertificates)
            reason = $"Name 1 to {MostCertificates} certificates by cert or cert_hash.";
        else
            query = new OcspQuery(sha256.Count >= sha1.Count ? sha256 : sha1);
        return query is not null;
    }

    private static bool ReadAll(string text, List<CertificateHash> sha1, List<CertificateHash> sha256)
    {
        foreach (var parameter in text.TrimStart('?').Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (parameter, "") : (parameter[..equals], parameter[(equals + 1)..]);
            var read = name switch
            {
                Sha1Name => Read(value, SHA1.HashSizeInBytes, sha1),
                Sha256Name => Read(value, SHA256.HashSizeInBytes, sha256),
                _ => true,
            };
            if (!read)
                return false;
        }

        return true;
    }

    private static bool Read(string value, int size, List<CertificateHash> hashes)
    {
        if (value.Length != 2 * size || !value.All(char.IsAsciiHexDigit) || CertificateHash.FromBytes(Convert.FromHexString(value)) is not { } hash)
            return false;
        hashes.Add(hash);
        return true;
    }

    private static void Append(StringBuilder query, string name, CertificateHash hash) =>
        query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Convert.ToHexStringLower(hash.ToBytes()));
}
