using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>With what a member signs.</summary>
/// <param name="Key">The private key: RSA or ECDSA, of a soft token or of hardware.</param>
/// <param name="Certificate">Its certificate, with nonRepudiation.</param>
/// <param name="Issuers">Certificates between it and the authority of the global configuration; usually none.</param>
/// <param name="OcspResponses">DER of the answers that say that the certificate, and each of the issuers, is good now.</param>
public sealed record SigningIdentity(
    AsymmetricAlgorithm Key,
    X509Certificate2 Certificate,
    IReadOnlyList<X509Certificate2> Issuers,
    IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses);
