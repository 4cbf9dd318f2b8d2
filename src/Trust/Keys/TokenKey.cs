using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Keys;

/// <summary>
/// A private key of an <see cref="IKeyToken"/> with the certificates issued for it. The key object is loaded once and
/// kept for the token's life (importing a key costs seven times a signature), so neither the key nor the certificates
/// may be disposed by who asks for them.
/// </summary>
public sealed class TokenKey : IDisposable
{
    private readonly List<X509Certificate2> _chain = [];

    internal TokenKey(string label, AsymmetricAlgorithm key, IEnumerable<X509Certificate2> certificates, bool isExportable = true)
    {
        IsExportable = isExportable;
        Label = label;
        Key = key;
        PublicKey = new PublicKey(key);
        Adopt(certificates);
    }

    /// <summary>The name of the key in its token.</summary>
    public string Label { get; }

    /// <summary>The private key: an <see cref="ECDsa"/> or an <see cref="RSA"/>.</summary>
    public AsymmetricAlgorithm Key { get; }

    /// <summary>The public half, as a certificate carries it.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>The key as ECDSA.</summary>
    /// <exception cref="InvalidOperationException">The key is of another kind.</exception>
    public ECDsa Ecdsa => Key as ECDsa ?? throw new InvalidOperationException($"The key '{Label}' is not an elliptic-curve key.");

    /// <summary>Whether the private key can leave its token, as the framework's TLS needs it; false for hardware.</summary>
    public bool IsExportable { get; }

    /// <summary>
    /// The certificate issued for this key, with the private key attached if <see cref="IsExportable"/>; null until one is stored.
    /// </summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>The certificates above <see cref="Certificate"/>, nearest issuer first; without private keys.</summary>
    public IReadOnlyList<X509Certificate2> Issuers => _chain;

    internal void Adopt(IEnumerable<X509Certificate2> certificates)
    {
        foreach (var certificate in certificates)
        {
            if (Certificate is null)
                Certificate = IsExportable ? WithPrivateKey(certificate) : certificate;
            else
                _chain.Add(certificate);
        }
    }

    internal bool Owns(X509Certificate2 certificate) =>
        CryptographicOperations.FixedTimeEquals(
            certificate.PublicKey.ExportSubjectPublicKeyInfo(), PublicKey.ExportSubjectPublicKeyInfo());

    internal X509Certificate2 WithPrivateKey(X509Certificate2 certificate) => Key switch
    {
        ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
        RSA rsa => certificate.CopyWithPrivateKey(rsa),
        _ => throw new NotSupportedException($"Keys of type {Key.GetType().Name} are not kept in a token."),
    };

    internal void ReplaceCertificates(IEnumerable<X509Certificate2> certificates)
    {
        // The previous objects may still be in use by a TLS handshake: the collector frees them.
        Certificate = null;
        _chain.Clear();
        Adopt(certificates);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Certificate?.Dispose();
        _chain.ForEach(issuer => issuer.Dispose());
        Key.Dispose();
    }
}
