using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Algorithms;

/// <summary>A way of signing with RSA or ECDSA, with its name in XML (RFC 9231 §2.3).</summary>
public sealed class SignatureAlgorithm
{
    private const string Rfc4051 = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Rfc6931 = "http://www.w3.org/2007/05/xmldsig-more#";

    private static readonly SignatureAlgorithm[] All =
    [
        .. Family(SignatureScheme.Ecdsa, digest => $"{Rfc4051}ecdsa-{digest}"),
        .. Family(SignatureScheme.RsaPkcs1, digest => $"{Rfc4051}rsa-{digest}"),
        .. Family(SignatureScheme.RsaPss, digest => $"{Rfc6931}{digest}-rsa-MGF1"),
    ];

    private SignatureAlgorithm(SignatureScheme scheme, DigestAlgorithm digest, string uri) => (Scheme, Digest, Uri) = (scheme, digest, uri);

    /// <summary>The kind of key and padding.</summary>
    public SignatureScheme Scheme { get; }

    /// <summary>What the data are hashed with.</summary>
    public DigestAlgorithm Digest { get; }

    /// <summary>The identifier in XML.</summary>
    public string Uri { get; }

    /// <summary>The algorithm a document names; false for an unknown, weak or missing one.</summary>
    public static bool TryFromUri(string? uri, [NotNullWhen(true)] out SignatureAlgorithm? algorithm) =>
        (algorithm = Array.Find(All, known => known.Uri == uri)) is not null;

    /// <summary>What a key signs with when nobody says otherwise: ECDSA, or RSA with PKCS #1 v1.5 padding.</summary>
    /// <exception cref="ArgumentException">The key is neither.</exception>
    public static SignatureAlgorithm For(AsymmetricAlgorithm key, DigestAlgorithm digest) => Of(
        key switch
        {
            ECDsa => SignatureScheme.Ecdsa,
            RSA => SignatureScheme.RsaPkcs1,
            _ => throw new ArgumentException($"A {key.GetType().Name} key does not sign.", nameof(key)),
        },
        digest);

    /// <summary>The algorithm of a scheme and a digest.</summary>
    public static SignatureAlgorithm Of(SignatureScheme scheme, DigestAlgorithm digest) =>
        Array.Find(All, known => known.Scheme == scheme && known.Digest == digest)!;

    /// <summary>The certificate's public key, or null if it is neither RSA nor ECDSA. The caller disposes it.</summary>
    public static AsymmetricAlgorithm? PublicKeyOf(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPublicKey() ?? certificate.GetRSAPublicKey();

    /// <summary>Signs data.</summary>
    /// <param name="key">A private key of the right kind.</param>
    /// <param name="data">The bytes, not yet hashed.</param>
    /// <param name="format">How an ECDSA signature is written: XML takes r‖s (RFC 9231 §2.3.6), CMS and X-Road's configuration DER.</param>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public byte[] Sign(AsymmetricAlgorithm key, ReadOnlySpan<byte> data, DSASignatureFormat format) => (Scheme, key) switch
    {
        (SignatureScheme.Ecdsa, ECDsa ecdsa) => ecdsa.SignData(data, Digest.Hash, format),
        (SignatureScheme.RsaPkcs1, RSA rsa) => rsa.SignData(data, Digest.Hash, RSASignaturePadding.Pkcs1),
        (SignatureScheme.RsaPss, RSA rsa) => rsa.SignData(data, Digest.Hash, RSASignaturePadding.Pss),
        _ => throw new ArgumentException($"A {key.GetType().Name} key does not sign with {Uri}.", nameof(key)),
    };

    /// <summary>Whether the signature is of these data by this key; false too if the key is of another kind.</summary>
    /// <inheritdoc cref="Sign"/>
    public bool Verify(AsymmetricAlgorithm key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, DSASignatureFormat format) => (Scheme, key) switch
    {
        (SignatureScheme.Ecdsa, ECDsa ecdsa) => ecdsa.VerifyData(data, signature, Digest.Hash, format),
        (SignatureScheme.RsaPkcs1, RSA rsa) => rsa.VerifyData(data, signature, Digest.Hash, RSASignaturePadding.Pkcs1),
        (SignatureScheme.RsaPss, RSA rsa) => rsa.VerifyData(data, signature, Digest.Hash, RSASignaturePadding.Pss),
        _ => false,
    };

    private static IEnumerable<SignatureAlgorithm> Family(SignatureScheme scheme, Func<string, string> uri) =>
    [
        new(scheme, DigestAlgorithm.Sha512, uri("sha512")),
        new(scheme, DigestAlgorithm.Sha256, uri("sha256")),
        new(scheme, DigestAlgorithm.Sha384, uri("sha384")),
    ];
}

/// <summary>Kinds of key and padding.</summary>
public enum SignatureScheme
{
    /// <summary>ECDSA over a NIST curve.</summary>
    Ecdsa,

    /// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).</summary>
    RsaPkcs1,

    /// <summary>RSASSA-PSS with MGF1 of the same hash (RFC 8017 §8.1).</summary>
    RsaPss,
}
