using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Cose;

/// <summary>
/// A key bound to the one COSE algorithm it may be used with. Make it once and keep it: importing a key costs
/// several times what a signature does. It does not own the key object it was made from.
/// </summary>
public sealed class CoseKey
{
    private const int MinimumRsaBits = 2048;

    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;

    private CoseKey(CoseAlgorithm algorithm, ECDsa? ecdsa, RSA? rsa, int signatureSize) =>
        (Algorithm, _ecdsa, _rsa, SignatureSize) = (algorithm, ecdsa, rsa, signatureSize);

    /// <summary>The only algorithm this key makes or accepts.</summary>
    public CoseAlgorithm Algorithm { get; }

    /// <summary>Length in bytes of every signature of this key.</summary>
    public int SignatureSize { get; }

    /// <summary>A key on P-256 (ES256) or P-384 (ES384).</summary>
    /// <exception cref="ArgumentException">The curve is another one.</exception>
    public static CoseKey From(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.KeySize switch
        {
            256 => new CoseKey(CoseAlgorithm.ES256, key, rsa: null, 64),
            384 => new CoseKey(CoseAlgorithm.ES384, key, rsa: null, 96),
            _ => throw new ArgumentException($"COSE signatures here use P-256 or P-384, not a {key.KeySize}-bit curve.", nameof(key)),
        };
    }

    /// <summary>An RSA key of at least 2,048 bits (PS256; RFC 8230 §2).</summary>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public static CoseKey From(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.KeySize >= MinimumRsaBits
            ? new CoseKey(CoseAlgorithm.PS256, ecdsa: null, key, key.KeySize / 8)
            : throw new ArgumentException($"An RSA key needs {MinimumRsaBits} bits or more.", nameof(key));
    }

    /// <summary>The public key of a certificate.</summary>
    /// <exception cref="ArgumentException">The certificate's key is of a kind that COSE has no algorithm for here.</exception>
    public static CoseKey From(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.GetECDsaPublicKey() is { } ecdsa) return From(ecdsa);
        if (certificate.GetRSAPublicKey() is { } rsa) return From(rsa);
        throw new ArgumentException("The certificate's key is neither ECDSA nor RSA.", nameof(certificate));
    }

    internal byte[] Sign(ReadOnlySpan<byte> data) => _ecdsa is not null
        ? _ecdsa.SignData(data, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : _rsa!.SignData(data, Hash, RSASignaturePadding.Pss);

    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize) return false;
        return _ecdsa is not null
            ? _ecdsa.VerifyData(data, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : _rsa!.VerifyData(data, signature, Hash, RSASignaturePadding.Pss);
    }

    private HashAlgorithmName Hash =>
        Algorithm is CoseAlgorithm.ES384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
}
