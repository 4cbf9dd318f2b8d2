using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.Signers;

/// <summary>
/// The key with which an issuer signs licence codes and status lists, and its certificate (ISO/IEC 18013-5 Annex B.1.4).
/// Keep it: it holds the key objects ready. It owns neither of the two.
/// </summary>
public sealed class DocumentSigner
{
    /// <param name="key">A private key on P-256.</param>
    /// <param name="certificate">The certificate of that key.</param>
    /// <exception cref="ArgumentException">The key is on another curve, or the certificate is of another key.</exception>
    public DocumentSigner(ECDsa key, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificate);
        if (key.KeySize is not 256) throw new ArgumentException("A document signer's key is on P-256.", nameof(key));
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
            throw new ArgumentException("The certificate is of another key.", nameof(certificate));
        (Key, Certificate, KeyId, CoseKey) = (key, certificate, SignerKeyId.From(certificate), CoseKey.From(key));
    }

    /// <summary>The certificate that verifiers find in the trust list.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>How signatures name this signer.</summary>
    public SignerKeyId KeyId { get; }

    internal ECDsa Key { get; }

    internal CoseKey CoseKey { get; }
}
