using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Revocation;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Who signed, as the signature itself says, and what it brings along to be believed. Shared by the signatures that differ
/// in nothing else than what they cover, so that key and answers are opened once.
/// </summary>
/// <param name="certificate">The signer's certificate.</param>
/// <param name="issuers">Certificates between it and an approved authority.</param>
/// <param name="ocspResponses">The OCSP answers that were attached.</param>
public sealed class SignatureSigner(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> issuers, IReadOnlyList<OcspResponse> ocspResponses)
{
    private readonly Lazy<AsymmetricAlgorithm?> _key = new(() => Open(certificate));

    /// <summary>The signer's certificate.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    /// <summary>Certificates between it and an approved authority.</summary>
    public IReadOnlyList<X509Certificate2> Issuers { get; } = issuers;

    /// <summary>The OCSP answers that were attached.</summary>
    public IReadOnlyList<OcspResponse> OcspResponses { get; } = ocspResponses;

    /// <summary>The signer's public key; null if it is of a kind that does not sign.</summary>
    internal AsymmetricAlgorithm? Key => _key.Value;

    private static AsymmetricAlgorithm? Open(X509Certificate2 certificate)
    {
        try
        {
            return SignatureAlgorithm.PublicKeyOf(certificate);
        }
        catch (CryptographicException)
        {
            // A curve this system does not know.
            return null;
        }
    }
}
