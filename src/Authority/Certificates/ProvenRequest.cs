using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cabildo.Authority.Certificates;

/// <summary>
/// The public key of a certification request (PKCS #10, RFC 2986) whose signature proves that the sender has the private one. Its
/// subject, attributes and extensions are not looked at: what goes into a certificate is the authority's to say.
/// </summary>
/// <param name="Key">The key; null if the request is refused.</param>
/// <param name="Problem">Why it is refused; null if it is not.</param>
internal sealed record ProvenRequest(PublicKey? Key, string? Problem)
{
    private const int LargestRequest = 16 * 1024;
    private const int SmallestRsa = 2048;
    private const int LargestRsa = 8192;
    private static readonly string[] Curves = [Oid(ECCurve.NamedCurves.nistP256), Oid(ECCurve.NamedCurves.nistP384), Oid(ECCurve.NamedCurves.nistP521)];

    public static ProvenRequest Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestRequest)
            return Refused($"A certification request has at most {LargestRequest} bytes.");
        try
        {
            var der = Der(bytes);
            var key = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, out var read).PublicKey;
            return read == der.Length ? Judge(key) : Refused("Something follows the certification request.");
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or NotSupportedException or InvalidOperationException or FormatException)
        {
            return Refused("This is no certification request (PKCS #10) signed with the key it asks a certificate for.");
        }
    }

    private static byte[] Der(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("-----BEGIN "u8))
            return bytes.ToArray();
        var text = Encoding.ASCII.GetString(bytes.Span);
        var fields = PemEncoding.Find(text);
        // RFC 7468 §7; some tools still write the older label.
        return text[fields.Label] is "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST"
            ? Convert.FromBase64String(text[fields.Base64Data])
            : throw new FormatException("The PEM is of something else.");
    }

    private static ProvenRequest Judge(PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null)
            return rsa.KeySize is >= SmallestRsa and <= LargestRsa ? new(key, null) : Refused($"An RSA key has {SmallestRsa} to {LargestRsa} bits.");
        using var ec = key.GetECDsaPublicKey();
        return ec is not null && Curves.Contains(ec.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, StringComparer.Ordinal)
            ? new(key, null)
            : Refused("A key is RSA, or ECDSA on P-256, P-384 or P-521.");
    }

    private static string Oid(ECCurve curve) => curve.Oid.Value!;

    private static ProvenRequest Refused(string problem) => new(null, problem);
}
